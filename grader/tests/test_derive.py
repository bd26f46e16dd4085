"""`course derive` and what it knows to be stale."""

from __future__ import annotations

from pathlib import Path

import grade_course
import nbformat
import pytest
from click.testing import CliRunner

from grader.authoring import derived, outputs
from grader.commands.derive import command
from grader.errors import CourseError
from grader.paths import Paths, find


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    made = grade_course.make(tmp_path)
    monkeypatch.setenv("COURSE_ROOT", str(made.root))
    return made


@pytest.mark.parametrize("generator", [g for g in derived.GENERATORS if g.checked], ids=lambda g: g.name)
def test_nothing_derived_is_stale(generator: derived.Generator) -> None:
    assert [path for path, _ in derived.stale(generator, find())] == []


def test_check_lists_what_is_stale_and_changes_nothing(paths: Paths) -> None:
    exercise = paths.exercises / "ch01" / "01_sums.ipynb"
    exercise.write_text("old", encoding="utf-8")
    (paths.exercises / "ch01" / "gone.ipynb").write_text("left over", encoding="utf-8")
    result = CliRunner().invoke(command, ["exercises", "--check"])
    assert result.exit_code == 1
    assert "exercises/ch01/01_sums.ipynb" in result.output and "exercises/ch01/gone.ipynb" in result.output
    assert exercise.read_text(encoding="utf-8") == "old"


def test_derive_makes_and_removes_and_then_has_nothing_to_do(paths: Paths) -> None:
    exercise = paths.exercises / "ch01" / "01_sums.ipynb"
    wanted = exercise.read_bytes()
    exercise.unlink()
    left_over = paths.exercises / "ch01" / "gone.ipynb"
    left_over.write_text("left over", encoding="utf-8")
    assert CliRunner().invoke(command, ["exercises"]).exit_code == 0
    assert exercise.read_bytes() == wanted
    assert not left_over.exists()
    assert "up to date" in CliRunner().invoke(command, ["exercises"]).output
    assert CliRunner().invoke(command, ["exercises", "--check"]).exit_code == 0


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(CourseError, match="No derived files are called 'outptus'"):
        derived.choose(["outptus"])


def test_outputs_are_stored_without_what_differs_from_run_to_run(paths: Paths) -> None:
    lesson = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("import os, tempfile\nprint(os.getcwd())\nobject()", id="here"),
            nbformat.v4.new_code_cell("1 / 0", id="fails", metadata={"tags": ["raises-exception"]}),
        ]
    )
    lesson.cells[0].metadata["execution"] = {"iopub.execute_input": "2026-11-20T10:00:00Z"}
    ran = outputs.run(lesson, Path("lesson.ipynb"), paths)
    here, fails = ran.cells
    assert here.outputs[0].text == "…/lesson\n"
    assert here.outputs[1].data["text/plain"] == "<object at 0x0>"
    assert here.metadata == {}
    assert fails.metadata == {"tags": ["raises-exception"]}
    assert fails.outputs[0].ename == "ZeroDivisionError"
    stored = nbformat.writes(ran)
    assert str(Path.home()) not in stored and "ipykernel_" not in stored and "/tmp/" not in stored  # noqa: S108


def test_a_lesson_that_fails_is_named(paths: Paths) -> None:
    (file,) = paths.book.glob("ch01_*/*.ipynb")
    cells = [nbformat.v4.new_markdown_cell("# X"), nbformat.v4.new_code_cell("\nundefined\n1", id="x")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), file)
    before = file.read_bytes()
    result = CliRunner().invoke(command, ["outputs"])
    assert result.exit_code == 1
    told = f"The lesson {file} fails: cell 2, `undefined`: NameError: name 'undefined' is not defined"
    assert told in result.output
    assert file.read_bytes() == before


def test_a_lesson_that_never_ends_is_named(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outputs, "SECONDS_A_CELL", 1)
    lesson = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("while True: pass", id="x")])
    with pytest.raises(
        outputs.LessonFails, match=r"cell 1, `while True: pass`: A cell timed out .* 1 seconds"
    ):
        outputs.run(lesson, Path("x.ipynb"), paths)


def test_repeated_cell_ids_become_different_and_stay_so(paths: Paths) -> None:
    def ids() -> list[str]:
        cells = [{"cell_type": "markdown", "id": "same", "metadata": {}, "source": text} for text in "ab"]
        notebook = nbformat.from_dict({"cells": cells, "metadata": {}})
        outputs.normalise(notebook, outputs.Scrub({"/nowhere": "x"}))
        return [cell.id for cell in notebook.cells]

    assert ids()[0] == "same"
    assert len(set(ids())) == 2
    assert ids() == ids()
