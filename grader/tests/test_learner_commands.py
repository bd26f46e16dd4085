"""Update, reset, progress and doctor, as a learner calls them."""

from __future__ import annotations

import subprocess
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from learner_course import (
    EXERCISE,
    LESSON,
    answer,
    cell,
    edit,
    fresh_course,
    notebook_of,
    release,
    renamed,
    solution,
)
from rich.console import Console

from grader.commands import reset, update
from grader.learner import progress, pull, table, work
from grader.learner.copies import course_of
from grader.learner.doctor import course, environment, machine
from grader.learner.picture import Picture
from grader.paths import Paths

KEY = "ch01/08b_enrolment_rules/waitlist"


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    found = fresh_course(tmp_path)
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    work.prepare(found)
    return found


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> tuple[Path, Paths]:
    """A server's repository and a learner's clone of it."""
    server = tmp_path / "server"
    server.mkdir()
    git(server, "init", "-q")
    (server / "page.txt").write_text("one", encoding="utf-8")
    git(server, "add", ".")
    git(server, "commit", "-qm", "one")
    git(tmp_path, "clone", "-q", str(server), "learner")
    return server, Paths(tmp_path / "learner")


def commit(server: Path, text: str, name: str = "page.txt") -> None:
    (server / name).parent.mkdir(exist_ok=True)
    (server / name).write_text(text, encoding="utf-8")
    git(server, "add", ".")
    git(server, "commit", "-qm", text)


def test_a_pull_fetches_and_tells_of_new_packages(clone: tuple[Path, Paths]) -> None:
    server, here = clone
    assert pull.pull(here) == pull.Pulled(True, False, "The course is up to date.")
    commit(server, "two")
    assert (pull.pull(here).moved, (here.root / "page.txt").read_text(encoding="utf-8")) == (True, "two")
    commit(server, "flask==9", "requirements/course.txt")
    assert pull.pull(here).new_packages


def test_a_pull_that_cannot_be_says_why(clone: tuple[Path, Paths], monkeypatch: pytest.MonkeyPatch) -> None:
    server, here = clone
    commit(server, "two")
    (here.root / "page.txt").write_text("mine", encoding="utf-8")
    assert "`git status` names them" in pull.pull(here).message
    assert (here.root / "page.txt").read_text(encoding="utf-8") == "mine"
    git(here.root, "commit", "-qam", "mine")
    assert "commits of its own" in pull.pull(here).message
    server.rename(server.with_name("gone"))
    assert "could not be reached" in pull.pull(here).message
    monkeypatch.setenv("PATH", str(here.root))
    assert "git is not installed" in pull.pull(here).message


def test_update_without_git_merges_what_is_here(paths: Paths) -> None:
    answer(paths, "waitlist", "answer = 1")
    release(paths, [cell("markdown", "intro", "New."), solution("waitlist", "stub")])
    result = CliRunner().invoke(update.command)
    assert result.exit_code == 0
    assert "not a git clone" in result.output
    assert (
        "Updated: work/exercises/ch01/08b_enrolment_rules.ipynb. The old version: work/.history/1.8b/"
        in result.output
    )
    again = CliRunner().invoke(update.command, ["--no-pull"])
    assert again.output == "✓ Everything in work/ is as new as the course.\n"


def test_update_says_once_which_of_the_learners_notebooks_the_course_no_longer_has(paths: Paths) -> None:
    answer(paths, "waitlist", "answer = 1")
    renamed(paths)
    result = CliRunner().invoke(update.command, ["--no-pull"])
    assert f"! work/exercises/{EXERCISE} is no longer a part of the course." in result.output
    assert f"✓ Removed: work/lessons/{LESSON}, which is no longer a part of the course." in result.output
    assert (paths.work / "exercises" / EXERCISE).is_file()
    again = CliRunner().invoke(update.command, ["--no-pull"])
    assert again.output == "✓ Everything in work/ is as new as the course.\n"


def test_update_names_a_damaged_notebook_and_ends_with_1(paths: Paths) -> None:
    (paths.work / "exercises" / EXERCISE).write_bytes(b"\xff\xfe")
    result = CliRunner().invoke(update.command, ["--no-pull"])
    assert result.exit_code == 1
    assert "✗ work/exercises/ch01/08b_enrolment_rules.ipynb is not UTF-8 text" in result.output
    assert "For a fresh one: course reset 1.8b" in result.output


def test_reset_of_one_task_keeps_the_other_cells(paths: Paths) -> None:
    answer(paths, "waitlist", "answer = 1")
    edit(paths.work / "exercises" / EXERCISE, "setup", "import json")
    result = CliRunner().invoke(reset.command, ["1.8b.1"], input="y\n")
    assert "Your version: work/.history/1.8b/" in result.output
    cells = ["".join(one["source"]) for one in notebook_of(paths.work / "exercises" / EXERCISE)["cells"]]
    assert "import json" in cells
    assert "def next_in_line():\n    raise NotImplementedError" in cells


def test_reset_asks_first_and_no_means_no(paths: Paths) -> None:
    answer(paths, "waitlist", "answer = 1")
    before = (paths.work / "exercises" / EXERCISE).read_bytes()
    assert CliRunner().invoke(reset.command, ["1.8b"], input="n\n").exit_code == 1
    assert (paths.work / "exercises" / EXERCISE).read_bytes() == before
    nobody = CliRunner().invoke(reset.command, ["1.8b"], input="").exception
    assert "course reset 1.8b --yes" in str(nobody)
    assert (paths.work / "exercises" / EXERCISE).read_bytes() == before
    done = CliRunner().invoke(reset.command, ["1.8b", "--yes"])
    assert done.exit_code == 0
    assert "Your progress is kept" in done.output
    assert "answer = 1" not in (paths.work / "exercises" / EXERCISE).read_text(encoding="utf-8")


def test_reset_gives_a_fresh_copy_of_a_damaged_notebook(paths: Paths) -> None:
    (paths.work / "exercises" / EXERCISE).write_text("{", encoding="utf-8")
    before_asking = CliRunner().invoke(reset.command, ["1.8b.1"])
    assert before_asking.output == ""
    assert "is not a notebook" in str(before_asking.exception)
    assert "course reset 1.8b\n" in str(before_asking.exception)
    assert CliRunner().invoke(reset.command, ["1.8b", "--yes"]).exit_code == 0
    work.read(paths.work / "exercises" / EXERCISE)


def rows(paths: Paths) -> list[progress.Row]:
    return progress.rows(paths, course_of(paths))


def test_progress_counts_and_says_what_is_next(paths: Paths) -> None:
    facts = "> **You need** x · **Minutes** 40 · **Adds to the app** y"
    box = f"# Rules\n> **You will be able to**\n> - write a rule\n>\n{facts}"
    edit(paths.book / "ch01_foundations/08b_enrolment_rules.ipynb", "intro", box)
    assert [(row.state, row.minutes_left) for row in rows(paths)] == [("not begun", 40)]
    progress.record(paths, {KEY: (1.0, 2.0, False)})
    assert [(row.state, row.points, row.max_points) for row in rows(paths)] == [("begun", 1, 2)]
    assert "course check 1.8b" in progress.next_step(rows(paths))
    progress.record(paths, {KEY: (2.0, 2.0, True)})
    assert [(row.state, row.points, row.minutes_left) for row in rows(paths)] == [("done", 2, 0)]
    assert "course update" in progress.next_step(rows(paths))


def test_the_table_and_the_picture_say_the_same_in_words(paths: Paths) -> None:
    progress.record(paths, {KEY: (2.0, 2.0, True)})
    console = Console(width=120, record=True, file=StringIO())
    table.show(rows(paths), console)
    text = console.export_text()
    assert "1.8b Enrolment rules" in text
    assert "1 of 1 task passed" in text
    assert "Each task counts with its best result" in text
    assert "✓ done" in text
    picture = Picture(rows(paths), "Read <on>")
    image = ElementTree.fromstring(picture._repr_svg_())  # noqa: S314 (our own text)
    space = "{http://www.w3.org/2000/svg}"
    described = image.findtext(f"{space}desc") or ""
    assert image.findtext(f"{space}title") == "Your progress"
    assert "1.8b Enrolment rules: 1 of 1 task, done" in described
    assert "1 of 1 task passed, 1 of 1 lesson done." in repr(picture)
    bars = [float(bar.get("width", 0)) for bar in image.iter(f"{space}rect")]
    assert bars[1] == bars[2] > 0


def test_the_doctor_reads_a_lock_for_this_interpreter_only() -> None:
    lock = (
        "a-b==1.0 \\\n    --hash=sha256:1\n"
        "c==2 ; python_full_version < '3'\nd==3 ; python_full_version >= '3' \\\n"
    )
    assert environment.locked(lock) == {"a-b": "1.0", "d": "3"}


def test_the_doctor_finds_a_wrong_version_and_a_missing_lock(paths: Paths) -> None:
    (missing,) = environment.packages(paths)
    assert not missing.fine
    lock = paths.root / "requirements" / "course.txt"
    lock.parent.mkdir()
    lock.write_text("click==0.1\nno-such-package==1\n", encoding="utf-8")
    wrong, imports = environment.packages(paths)
    assert not wrong.fine
    assert "(locked: 0.1), no-such-package missing (locked: 1)" in wrong.text
    assert imports.fine


def test_the_doctor_finds_a_damaged_notebook_record_and_database(paths: Paths) -> None:
    (well,) = course.notebooks(paths)
    assert well.fine
    (paths.work / "exercises" / EXERCISE).write_text("{", encoding="utf-8")
    (paths.work / ".progress.json").write_text("{", encoding="utf-8")
    paths.database.parent.mkdir(parents=True)
    paths.database.write_text("no database", encoding="utf-8")
    findings = [*course.notebooks(paths), *course.record(paths), *course.database(paths)]
    assert [finding.fine for finding in findings] == [False, False, False]
    assert all(finding.mend for finding in findings)
    assert findings[0].mend.startswith("For fresh exercises: course reset 1.8b\n")


def test_the_doctor_finds_what_cannot_be_written(paths: Paths, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("", encoding="utf-8")
    assert [finding.fine for finding in machine.disk(Paths(blocked.parent))][1:] == [True, True]
    assert not machine._writable(blocked / "work").fine


def test_a_history_holds_every_version_once(paths: Paths) -> None:
    from grader.learner import history

    file = paths.work / "exercises" / EXERCISE
    first = history.keep(paths, file, under="1.8b")
    assert history.keep(paths, file, under="1.8b") == first
    answer(paths, "waitlist", "answer = 1")
    assert history.keep(paths, file, under="1.8b") != first
