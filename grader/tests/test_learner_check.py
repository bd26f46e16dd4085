"""`course check` from the saved notebook to words, record and exit code, on a real worker."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result
from learner_course import EXERCISE, answer, cell, fresh_course, release, solution, write
from learner_course import test_cell as graded

from grader.commands import check
from grader.commands import solution as solution_command
from grader.errors import CourseError
from grader.learner import progress, report, say, work
from grader.learner.check import warm_up
from grader.paths import Paths
from grader.worker import Worker
from grader.worker.client import Remote

STUB = "def next_in_line(line):\n    raise NotImplementedError"
RIGHT = "def next_in_line(line):\n    return min(line, default=None)"
WRONG = "def next_in_line(line):\n    return line[0]"
VISIBLE = (
    "from grader import expect\n"
    "expect(next_in_line, [2, 1]).returns(1, because='The smallest waits longest.', kind='any order')"
)
HIDDEN = (
    "# Hidden tests: an empty line.\n### BEGIN HIDDEN TESTS\n"
    "expect(next_in_line, []).returns(None, because='Nobody waits.', kind='an empty line')\n"
    "### END HIDDEN TESTS"
)
SOLVED = f"### BEGIN SOLUTION\n{RIGHT}\n### END SOLUTION"


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paths]:
    root = tmp_path_factory.mktemp("course")
    old = os.environ.get("COURSE_ROOT")
    os.environ["COURSE_ROOT"] = str(root)
    yield fresh_course(root)
    if old is None:
        del os.environ["COURSE_ROOT"]
    else:
        os.environ["COURSE_ROOT"] = old


@pytest.fixture(scope="module")
def worker(paths: Paths) -> Iterator[Remote]:
    with Worker.private(paths) as found:
        assert isinstance(found, Remote)
        yield found


@pytest.fixture(autouse=True)
def fresh(paths: Paths, worker: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    """The release with its solution, an untouched copy, no record; the command talks to the test's worker."""
    text = cell("markdown", "intro", "Hello.")
    release(
        paths,
        [
            text,
            solution("waitlist", STUB),
            graded("waitlist-visible", VISIBLE),
            graded("waitlist-hidden", "#"),
        ],
    )
    solved = [text, solution("waitlist", SOLVED), graded("waitlist-visible", VISIBLE)]
    write(paths.solutions / EXERCISE, [*solved, graded("waitlist-hidden", HIDDEN)])
    (paths.work / "exercises" / EXERCISE).unlink(missing_ok=True)
    shutil.rmtree((paths.work / "exercises" / EXERCISE).parent / ".ipynb_checkpoints", ignore_errors=True)
    (paths.work / ".progress.json").unlink(missing_ok=True)
    work.prepare(paths)

    monkeypatch.setattr(Worker, "shared", lambda paths, first: Borrowed(worker))


class Borrowed:
    """A worker that others use afterwards: an answer that nobody waited for is taken off its line."""

    def __init__(self, worker: Remote) -> None:
        self._worker, self._waiting = worker, list[Callable[[], Any]]()

    def asked(self, function: str, **arguments: Any) -> Callable[[], Any]:
        self._waiting.append(self._worker.asked(function, **arguments))
        return lambda: self._waiting.pop()()

    def __enter__(self) -> Borrowed:
        return self

    def __exit__(self, *exc: object) -> None:
        for fetch in self._waiting:
            with contextlib.suppress(CourseError):
                fetch()


def run(*words: str) -> Result:
    return CliRunner().invoke(check.command, words or ("1.8b",))


def standing(paths: Paths) -> progress.Standing:
    return progress.load(paths)["ch01/08b_enrolment_rules/waitlist"]


def test_a_right_answer_passes_with_exit_code_0_and_is_recorded(paths: Paths) -> None:
    answer(paths, "waitlist", RIGHT)
    result = run()
    assert result.exit_code == 0
    assert "Read work/exercises/ch01/08b_enrolment_rules.ipynb, saved " in result.output
    assert "✓ 1.8b.1 Who is next?: passed, 4 of 4 points" in result.output
    assert (standing(paths).best, standing(paths).tries, standing(paths).passed) == (4, 1, True)


def test_a_wrong_answer_says_why_and_gives_no_hidden_value_away(paths: Paths) -> None:
    answer(paths, "waitlist", WRONG)
    result = run("1.8b.1")
    assert result.exit_code == 1
    assert "`next_in_line([2, 1])` returned `2`; expected `1`. The smallest waits longest." in result.output
    assert "✗ hidden tests: failed (0 of 2 points)" in result.output
    assert "expect(next_in_line, [])" not in result.output
    assert not standing(paths).passed


def test_an_untouched_stub_is_not_a_try(paths: Paths) -> None:
    result = run("1")
    assert result.exit_code == 1
    assert "○ 1.8b.1 Who is next?: not started, 0 of 4 points" in result.output
    assert progress.load(paths) == {}


def test_after_three_failed_tries_the_solution_is_offered(paths: Paths) -> None:
    answer(paths, "waitlist", WRONG)
    assert "course solution" not in run().output + run().output
    assert "course solution 1.8b.1" in run().output


def test_a_pass_stays_when_a_later_try_fails(paths: Paths) -> None:
    answer(paths, "waitlist", RIGHT)
    run()
    answer(paths, "waitlist", WRONG)
    run()
    assert (standing(paths).best, standing(paths).passed, standing(paths).failed_in_a_row) == (4, True, 1)


def test_without_solutions_hidden_tests_are_not_run_and_fail_nothing(paths: Paths) -> None:
    (paths.solutions / EXERCISE).unlink()
    answer(paths, "waitlist", RIGHT)
    result = run()
    assert result.exit_code == 0
    assert "1.8b.1 Who is next?: passed" in result.output


def test_json_holds_the_same(paths: Paths) -> None:
    answer(paths, "waitlist", RIGHT)
    ((lesson,)) = json.loads(run("1.8", "--json").output)
    (task,) = lesson["tasks"]
    assert (lesson["lesson"], lesson["score"], task["state"]) == ("1.8b", 4, "passed")
    assert [(one["id"], one["hidden"]) for one in task["cells"]] == [
        ("waitlist-visible", False),
        ("waitlist-hidden", True),
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [("9.9", "There is no lesson"), ("1.8b.7", "There is no task"), ("x", "There is no lesson")],
)
def test_an_unknown_name_is_bad_input(name: str, said: str) -> None:
    error = run(name).exception
    assert said in str(error)


def test_a_damaged_notebook_is_named_with_the_commands_that_mend_it(paths: Paths) -> None:
    file = paths.work / "exercises" / EXERCISE
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    said = str(run().exception)
    assert said.startswith("work/exercises/ch01/08b_enrolment_rules.ipynb is not a notebook: it is not valid")
    assert "course reset 1.8b\n" in said
    assert "keeps the broken file in work/.history/1.8b." in said
    assert "cp " not in said
    checkpoint = file.parent / ".ipynb_checkpoints" / "08b_enrolment_rules-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_bytes(whole)
    assert f"cp {checkpoint} {file}\n" in str(run().exception)
    checkpoint.write_text("{", encoding="utf-8")
    assert "cp " not in str(run().exception)


def _other_kernel(text: bytes) -> bytes:
    notebook = json.loads(text)
    notebook["metadata"]["kernelspec"] = {"display_name": "R", "language": "R", "name": "ir"}
    return json.dumps(notebook).encode()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text + b" " * 200 * 2**20, "is larger than 20 MB"),
        (lambda text: text.replace(b"Hello", b"Hell\xf6"), "is not UTF-8 text (byte "),
        (lambda text: b"[" * 200_000 + b"]" * 200_000, "nests deeper than 100 levels"),
        (lambda text: b"", "is not valid JSON"),
        (lambda text: b"[]", "is not a valid notebook"),
        (_other_kernel, "is for another kernel: its language is 'R'"),
    ],
    ids=["200 MB", "no UTF-8", "nested", "empty", "no notebook", "another kernel"],
)
def test_a_notebook_of_no_use_is_named_and_stays_as_it_is(
    paths: Paths, spoil: Callable[[bytes], bytes], said: str
) -> None:
    file = paths.work / "exercises" / EXERCISE
    file.write_bytes(spoilt := spoil(file.read_bytes()))
    result = run()
    assert isinstance(result.exception, CourseError) and result.exit_code != 0
    assert said in str(result.exception) and result.exception.remedy
    assert file.read_bytes() == spoilt


def test_without_a_number_the_written_lessons_are_listed() -> None:
    said = str(CliRunner().invoke(check.command).exception)
    assert "The lesson's number is missing." in said
    assert "course check 1.8b  Enrolment rules" in said


def test_what_is_read_is_said_before_the_answer_is_there(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(Remote):
        def __init__(self, *_: object, **__: object) -> None: ...

        def close(self) -> None: ...

        def asked(self, function: str, **arguments: Any) -> Callable[[], Any]:
            def answer() -> Any:
                raise RuntimeError(f"no answer to {function}, {arguments['name']}")

            return answer

    monkeypatch.setattr(Worker, "shared", Broken)
    result = run()
    assert str(result.exception) == "no answer to grader.learner.check:examine, 1.8b"
    assert result.output.startswith("Read work/exercises/ch01/08b_enrolment_rules.ipynb, saved ")
    assert run("1.8b", "--json").output == ""


def test_after_the_last_task_of_a_lesson_it_says_what_comes_next(paths: Paths) -> None:
    answer(paths, "waitlist", WRONG)
    assert "→" not in run().output
    answer(paths, "waitlist", RIGHT)
    output = run().output
    assert "1 of 1 task passed, 4 of 4 points." in output
    assert "→ See your part in the running university: course app --with 1.8b" in output
    assert output.endswith("→ Every lesson that exists is done. `course update` fetches new ones.\n")


def test_a_slow_check_says_so_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def said(after: float, *, terminal: bool) -> str:
        screen = io.StringIO()
        monkeypatch.setattr(screen, "isatty", lambda: terminal)
        monkeypatch.setattr(sys, "stderr", screen)
        with say.waiting("checking …", after=after):
            time.sleep(0.05)
        return screen.getvalue()

    assert said(0, terminal=True) == f"checking …\r{' ' * 10}\r"
    assert said(0, terminal=False) == ""
    assert said(60, terminal=True) == ""


def test_the_worker_is_warmed_up_without_waiting_and_without_complaint(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(Worker, "shared", lambda paths: SimpleNamespace(close=lambda: closed.append(True)))
    warm_up(paths)
    assert closed == [True]

    def refused(paths: Paths) -> Worker:
        raise CourseError("No.", remedy="None.")

    monkeypatch.setattr(Worker, "shared", refused)
    warm_up(paths)


def test_a_newer_release_is_announced_once_instead_of_many_remarks(paths: Paths) -> None:
    answer(paths, "waitlist", RIGHT)
    release(paths, [cell("markdown", "intro", "New."), solution("waitlist", STUB)])
    output = run().output
    assert "The course has newer exercises than your copy." in output
    assert "was changed; the original was used" not in output


def test_a_damaged_record_is_named_and_nothing_is_overwritten(paths: Paths) -> None:
    answer(paths, "waitlist", RIGHT)
    (paths.work / ".progress.json").write_text("[]", encoding="utf-8")
    assert "Your answers are safe" in str(run().exception)
    assert (paths.work / ".progress.json").read_text(encoding="utf-8") == "[]"


def test_the_solution_opens_after_a_pass_or_a_surrender(paths: Paths) -> None:
    def ask(*words: str, says: str = "n\n") -> Result:
        return CliRunner().invoke(solution_command.command, ["1.8b.1", *words], input=says)

    refused = ask()
    assert refused.exit_code == 1
    assert "return min" not in refused.output
    shown = ask(says="y\n")
    assert shown.exit_code == 0
    assert RIGHT in shown.output
    assert "### BEGIN SOLUTION" not in shown.output
    assert standing(paths).surrendered_at is not None
    assert RIGHT in ask().output
    (paths.work / ".progress.json").unlink()
    answer(paths, "waitlist", RIGHT)
    run()
    assert RIGHT in ask().output
    assert standing(paths).surrendered_at is None
    (paths.solutions / EXERCISE).unlink()
    assert "comes without solutions" in str(ask().exception)


def test_a_question_that_nobody_can_answer_names_the_option(paths: Paths) -> None:
    error = CliRunner().invoke(solution_command.command, ["1.8b.1"], input="").exception
    assert isinstance(error, CourseError)
    assert error.message == "Nobody answered the question: the input is at its end."
    assert error.remedy == "To give up: course solution 1.8b.1 --surrender"
    assert progress.load(paths) == {}


@pytest.mark.parametrize(
    ("age", "said"), [(12, "12 s ago"), (300, "5 min ago"), (3 * 3600, "3 h ago"), (3 * 86400, "3 days ago")]
)
def test_the_age_of_what_was_read_is_told(age: int, said: str) -> None:
    now = time.time()
    assert report.saved(now - age, now).endswith(said)


def test_no_colour_is_no_loss(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    say.line("✗", "failed")
    assert capsys.readouterr().out == "✗ failed\n"


def test_the_command_imports_little_before_the_worker_answers() -> None:
    code = (
        "import sys, grader.__main__, grader.commands.check\n"
        "from grader import paths\nfrom grader.learner import progress, report, saved, say\n"
        "import grader.worker.client\n"
        "print(sorted({'nbformat', 'IPython', 'flask', 'rich', 'asyncio'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_solution_file_is_where_the_tests_expect_it(paths: Paths) -> None:
    assert (paths.solutions / Path(EXERCISE)).is_file()


def test_a_damaged_record_hides_no_verdict(paths: Paths) -> None:
    answer(paths, "waitlist", RIGHT)
    (paths.work / ".progress.json").write_text("{", encoding="utf-8")
    result = run()
    assert "✓ 1.8b.1 Who is next?: passed, 4 of 4 points" in result.output
    assert isinstance(result.exception, CourseError)
    assert ".progress.json" in result.exception.message


def test_what_a_person_marks_is_done_once_it_is_written() -> None:
    lesson: Any = SimpleNamespace(tasks=["a task", "a decision"])

    def done(*states: str) -> bool:
        told: Any = {"tasks": [{"state": state} for state in states]}
        return report._is_done(told, lesson)

    assert done("passed", "manual")
    assert not done("passed", "not started") and not done("failed", "manual")
