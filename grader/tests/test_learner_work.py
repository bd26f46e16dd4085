"""The learner's folder: made, renewed, updated, and never at the learner's cost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from learner_course import (
    answer,
    cell,
    edit,
    fresh_course,
    notebook_of,
    release,
    renamed,
    solution,
    test_cell,
)

from grader.errors import CourseError
from grader.learner import withdrawn, work
from grader.learner.withdrawn import Withdrawn
from grader.manifest import load
from grader.paths import Paths

EXERCISE = "exercises/ch01/08b_enrolment_rules.ipynb"
LESSON = "lessons/ch01_foundations/08b_enrolment_rules.ipynb"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return fresh_course(tmp_path)


def steps(paths: Paths, name: str = EXERCISE) -> work.Step:
    return next(step for step in work.update(paths) if step.copy.name == name)


def history(paths: Paths, under: str) -> list[Path]:
    return sorted((paths.work / ".history" / under).glob("*"))


def sources(file: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in notebook_of(file)["cells"]]


def test_prepare_makes_lessons_without_outputs_exercises_and_a_start_page(paths: Paths) -> None:
    made = {step.copy.name for step in work.prepare(paths) if step.what == "made"}
    assert made >= {EXERCISE, LESSON, "start.ipynb", "lessons/images/ch01_seats.svg"}
    lesson = notebook_of(paths.work / LESSON)
    assert [(cell.get("outputs"), cell.get("execution_count")) for cell in lesson["cells"][1:]] == [
        ([], None)
    ]
    start = "\n".join(sources(paths.work / "start.ipynb"))
    assert "from grader import progress" in start
    assert f"]({LESSON})" in start
    assert f"]({EXERCISE})" in start
    assert {step.what for step in work.prepare(paths)} == {"same"}


def test_a_notebook_is_written_as_jupyterlab_writes_it_so_that_opening_it_changes_nothing(
    paths: Paths,
) -> None:
    from ipykernel.ipkernel import IPythonKernel

    work.prepare(paths)
    for name in ("start.ipynb", LESSON, EXERCISE):
        metadata = notebook_of(paths.work / name)["metadata"]
        assert metadata["language_info"] == IPythonKernel.language_info
    assert {step.what for step in work.prepare(paths)} == {"same"}
    release(paths, [cell("markdown", "intro", "A better text.")])
    assert steps(paths).what == "renewed"
    assert notebook_of(paths.work / EXERCISE)["metadata"]["language_info"]["name"] == "python"


def test_the_start_page_says_what_is_written_and_where_the_tiles_are(paths: Paths) -> None:
    work.prepare(paths)
    welcome = sources(paths.work / "start.ipynb")[0]
    assert "Press **+** (New Launcher) for the tiles **Book** and **University app**." in welcome
    assert "The course is being written: lesson 1.8b is there." in welcome
    manifest = paths.book / "course.toml"
    before, after = manifest.read_text(encoding="utf-8").split('title = "Values"')
    manifest.write_text(f'{before}title = "Values"\nwritten = true{after}', encoding="utf-8")
    load.cache_clear()
    work.prepare(paths)
    start = "\n".join(sources(paths.work / "start.ipynb"))
    assert "is being written" not in start
    assert "course app --with 1.8b" in start  # 1.7a fills no place in the app


def test_prepare_renews_an_unchanged_copy_and_leaves_a_changed_one(paths: Paths) -> None:
    work.prepare(paths)
    answer(paths, "waitlist", "def next_in_line(): return 1")
    release(paths, [cell("markdown", "intro", "A better text.")])
    edit(paths.book / "ch01_foundations/08b_enrolment_rules.ipynb", "intro", "A better lesson.")
    what = {step.copy.name: step.what for step in work.prepare(paths)}
    assert what[LESSON] == "renewed"
    assert what[EXERCISE] == "waiting"
    assert "A better lesson." in sources(paths.work / LESSON)
    assert "def next_in_line(): return 1" in sources(paths.work / EXERCISE)


def test_running_a_lesson_does_not_count_as_changing_it(paths: Paths) -> None:
    work.prepare(paths)
    lesson = notebook_of(paths.work / LESSON)
    lesson["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["2\n"]}]
    (paths.work / LESSON).write_text(json.dumps(lesson), encoding="utf-8")
    edit(paths.book / "ch01_foundations/08b_enrolment_rules.ipynb", "intro", "A better lesson.")
    assert {step.copy.name: step.what for step in work.prepare(paths)}[LESSON] == "renewed"


def test_update_takes_text_and_tests_from_the_release_and_keeps_answers_and_own_cells(paths: Paths) -> None:
    work.prepare(paths)
    answer(paths, "waitlist", "def next_in_line(): return 'mine'")
    add(paths, after="waitlist", new=cell("code", "mine-1", "next_in_line()"))
    add(paths, after="waitlist-visible", new=cell("markdown", "mine-2", "My note."))
    release(
        paths,
        [
            cell("markdown", "intro", "A better text."),
            cell("code", "setup", "import math"),
            solution("waitlist", "raise NotImplementedError  # a new stub"),
            test_cell("waitlist-visible", "expect(next_in_line).returns('mine')"),
            cell("markdown", "end", "Goodbye."),
        ],
    )
    step = steps(paths)
    assert sources(paths.work / EXERCISE) == [
        "A better text.",
        "import math",
        "def next_in_line(): return 'mine'",
        "next_in_line()",
        "expect(next_in_line).returns('mine')",
        "My note.",
        "Goodbye.",
    ]
    assert (step.what, step.lost) == ("renewed", ())
    assert "def next_in_line(): return 'mine'" in sources(history(paths, "1.8b")[0])


def test_update_twice_changes_nothing_more(paths: Paths) -> None:
    work.prepare(paths)
    answer(paths, "waitlist", "answer = 1")
    add(paths, after="waitlist", new=cell("code", "mine-1", "answer"))
    release(paths, [cell("markdown", "intro", "New."), solution("waitlist", "stub")])
    assert steps(paths).what == "renewed"
    before = (paths.work / EXERCISE).read_bytes()
    assert {step.what for step in work.update(paths)} == {"same"}
    assert (paths.work / EXERCISE).read_bytes() == before
    assert len(history(paths, "1.8b")) == 1


def test_a_renamed_task_keeps_its_answer(paths: Paths) -> None:
    work.prepare(paths)
    answer(paths, "waitlist", "answer = 1")
    renamed = solution("next_in_line", "stub", id="waitlist")
    release(paths, [cell("markdown", "intro", "Hello."), renamed])
    assert steps(paths).lost == ()
    cells = notebook_of(paths.work / EXERCISE)["cells"]
    assert "".join(cells[1]["source"]) == "answer = 1"
    assert cells[1]["metadata"]["nbgrader"]["grade_id"] == "next_in_line"


def test_a_deleted_task_goes_to_the_history_and_the_learner_is_told(paths: Paths) -> None:
    work.prepare(paths)
    answer(paths, "waitlist", "answer = 1")
    release(paths, [cell("markdown", "intro", "Hello.")])
    step = steps(paths)
    assert step.lost == ("the cell `waitlist`, which the course no longer has",)
    assert sources(paths.work / EXERCISE) == ["Hello."]
    assert step.kept is not None
    assert "answer = 1" in sources(step.kept)


def test_a_lesson_that_was_renamed_costs_no_answer_and_leaves_no_copy_that_nobody_changed(
    paths: Paths,
) -> None:
    work.prepare(paths)
    answer(paths, "waitlist", "answer = 1")
    renamed(paths)
    names = {step.copy.name for step in work.update(paths)}
    assert withdrawn.clear(paths, names) == [
        Withdrawn(paths.work / EXERCISE, stays=True),
        Withdrawn(paths.work / LESSON, stays=False),
    ]
    assert "answer = 1" in sources(paths.work / EXERCISE)
    assert not (paths.work / LESSON).exists()
    assert (paths.work / EXERCISE).with_name("08b_rules.ipynb").is_file()
    assert withdrawn.clear(paths, names) == []


def test_a_damaged_copy_of_a_withdrawn_lesson_stays(paths: Paths) -> None:
    others = {step.copy.name for step in work.prepare(paths)} - {EXERCISE}
    for damage in (b"\xff\xfe", b"{}", b"<<<"):
        (paths.work / EXERCISE).write_bytes(damage)
        (paths.work / ".release" / EXERCISE).write_text("{}", encoding="utf-8")
        assert withdrawn.clear(paths, others) == [Withdrawn(paths.work / EXERCISE, stays=True)]
        assert (paths.work / EXERCISE).read_bytes() == damage


def test_a_copy_that_the_learner_removed_is_no_news_when_its_lesson_goes(paths: Paths) -> None:
    names = {step.copy.name for step in work.prepare(paths)}
    (paths.work / EXERCISE).unlink()
    assert withdrawn.clear(paths, names - {EXERCISE}) == []


def test_a_changed_test_cell_is_put_right_and_a_changed_setup_cell_stays(paths: Paths) -> None:
    work.prepare(paths)
    edit(paths.work / EXERCISE, "waitlist-visible", "pass")
    edit(paths.work / EXERCISE, "setup", "import math, json")
    step = steps(paths)
    assert step.lost == ("your change to the cell `waitlist-visible`",)
    assert "import math, json" in sources(paths.work / EXERCISE)
    assert "expect(next_in_line).returns(1)" in sources(paths.work / EXERCISE)


def test_a_copied_solution_cell_stays_as_an_ordinary_cell(paths: Paths) -> None:
    work.prepare(paths)
    answer(paths, "waitlist", "answer = 1")
    add(paths, after="waitlist", new=solution("waitlist", "answer = 2", id="copy"))
    steps(paths)
    cells = notebook_of(paths.work / EXERCISE)["cells"]
    assert [("".join(c["source"]), "nbgrader" in c["metadata"]) for c in cells[2:4]] == [
        ("answer = 1", True),
        ("answer = 2", False),
    ]


def test_cells_without_ids_are_told_apart_by_their_names_and_texts(paths: Paths) -> None:
    work.prepare(paths)
    answer(paths, "waitlist", "answer = 1")
    old = notebook_of(paths.work / EXERCISE)
    for one in old["cells"]:
        del one["id"]
    old["nbformat_minor"] = 4
    (paths.work / EXERCISE).write_text(json.dumps(old), encoding="utf-8")
    release(paths, [cell("markdown", "intro", "New."), solution("waitlist", "stub")])
    steps(paths)
    assert sources(paths.work / EXERCISE)[:2] == ["New.", "answer = 1"]
    work.read(paths.work / EXERCISE)


def test_a_damaged_notebook_is_kept_named_and_left_until_a_reset(paths: Paths) -> None:
    work.prepare(paths)
    (paths.work / EXERCISE).write_text('{"cells": [', encoding="utf-8")
    assert {step.what for step in work.prepare(paths)} == {"same"}
    step = steps(paths)
    assert step.what == "damaged"
    assert "08b_enrolment_rules.ipynb is not a notebook" in step.trouble
    assert (paths.work / EXERCISE).read_text(encoding="utf-8") == '{"cells": ['
    assert step.kept is not None
    assert step.kept.read_text(encoding="utf-8") == '{"cells": ['
    kept = work.renew(paths, step.copy)
    assert kept == step.kept
    assert steps(paths).what == "same"


def test_a_lost_release_folder_costs_no_answer(paths: Paths) -> None:
    work.prepare(paths)
    answer(paths, "waitlist", "answer = 1")
    (paths.work / ".release" / EXERCISE).unlink()
    steps(paths)
    assert "answer = 1" in sources(paths.work / EXERCISE)


def test_a_folder_that_cannot_be_written_is_named(paths: Paths) -> None:
    paths.work.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(CourseError, match="could not be written"):
        work.prepare(paths)


def test_a_damaged_notebook_of_the_course_is_named_with_its_remedy(paths: Paths) -> None:
    (paths.exercises / "ch01/08b_enrolment_rules.ipynb").write_text("<<<<<<< HEAD", encoding="utf-8")
    with pytest.raises(CourseError, match="git checkout -- "):
        work.prepare(paths)


def add(paths: Paths, *, after: str, new: dict[str, Any]) -> None:
    file = paths.work / EXERCISE
    notebook = notebook_of(file)
    place = next(i for i, one in enumerate(notebook["cells"]) if one["id"] == after)
    notebook["cells"].insert(place + 1, new)
    file.write_text(json.dumps(notebook), encoding="utf-8")
