"""Points, outcomes and messages."""

from __future__ import annotations

import pytest
from exercise_notebooks import STUB, notebook, release

from grader.verdict.verdict import CellVerdict, Verdict, judge
from grader.worker import Limits, Worker


def judged(worker: Worker, answer: str, setup: str = "start = 1", limits: Limits | None = None) -> Verdict:
    return judge(notebook(answer, setup), notebook(), worker, limits=limits)


def by_id(verdict: Verdict) -> dict[str, CellVerdict]:
    return {cell.id: cell for cell in verdict.cells}


def test_the_solution_earns_everything_but_what_a_person_grades(worker: Worker) -> None:
    verdict = judge(notebook(), notebook(), worker)
    assert (verdict.score, verdict.max_score) == (4, 9)
    assert [(c.id, c.score, c.outcome) for c in verdict.cells] == [
        ("twice-visible", 1, "passed"),
        ("twice-hidden", 2, "passed"),
        ("half-visible", 1, "passed"),
        ("essay", 0, "manual"),
    ]


def test_the_stub_earns_nothing_and_is_called_not_started(worker: Worker) -> None:
    cells = by_id(judged(worker, STUB))
    for name in ("twice-visible", "twice-hidden"):
        assert (cells[name].score, cells[name].message) == (
            0,
            "This task is not started: the stub still raises NotImplementedError.",
        )
    assert cells["half-visible"].outcome == "passed"


def test_a_visible_failure_shows_values_and_a_hidden_one_the_kind_only(worker: Worker) -> None:
    cells = by_id(judged(worker, "def twice(n):\n    return abs(n) * 3"))
    assert cells["twice-visible"].message == "`twice(3)` returned `9`; expected `6`. Two times three."
    hidden = cells["twice-hidden"]
    assert hidden.message == "For a negative number: The sign stays."
    assert "`twice(-4)` returned `12`; expected `-8`" in hidden.detail


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (
            "def twice(n):\n    return 2 *",
            "The solution cell `twice` has a syntax error, so nothing in it ran",
        ),
        ("def double(n):\n    return 2 * n", "`twice` is not defined. The solution cell `twice` must define"),
        (
            "1 / 0\ndef twice(n): return 1",
            "The solution cell `twice` stopped with ZeroDivisionError: division",
        ),
    ],
)
def test_a_missing_name_is_explained_by_its_cause(worker: Worker, answer: str, message: str) -> None:
    cells = by_id(judged(worker, answer))
    assert cells["twice-visible"].message.startswith(message)
    assert cells["twice-hidden"].message.startswith(message)
    assert cells["half-visible"].outcome == "passed"


def test_a_broken_setup_cell_is_named_by_its_first_line(worker: Worker) -> None:
    verdict = judged(worker, "twice = factory()", setup="import nowhere\ndef factory(): ...")
    assert "`twice` stopped with NameError" in by_id(verdict)["twice-visible"].message
    assert (
        judged(worker, "", setup="import nowhere")
        .cells[0]
        .message.startswith("The cell that begins with `import nowhere` stopped with ModuleNotFoundError")
    )


def test_other_errors_of_hidden_tests_give_no_value_away(worker: Worker) -> None:
    source = notebook()
    source.cells[4].source = source.cells[4].source.replace("expect(twice, -4)", "expect(twice, {}['key'])")
    cell = by_id(judge(notebook(), source, worker))["twice-hidden"]
    assert cell.message == "The hidden tests stopped with a KeyError."
    assert "'key'" in cell.detail


def hidden_message(worker: Worker, answer: str, test: str) -> str:
    """What a learner reads when the hidden test calls the answer by itself, outside `expect`."""
    source = notebook()
    source.cells[4].source = f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
    submitted = notebook(f"def twice(n):\n    if n == 3: return 6\n    {answer}")
    return by_id(judge(submitted, source, worker))["twice-hidden"].message


FORGED = """import os
    for fd in range(3, 32):
        try: os.write(fd, {}.encode() + b'\\n')
        except OSError: pass
    os._exit(1)"""


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("raise NameError(repr(n))", "The hidden tests stopped with a NameError."),
        ("raise NameError(f\"name '{n}' is not defined\")", "The hidden tests stopped with a NameError."),
        (
            "raise NameError(f\"{n} name 'twice' is not defined\")",
            "The hidden tests stopped with a NameError.",
        ),
        ("raise NameError(\"name 'twice' is not defined\")", "`twice` is not defined. The solution cell"),
        ("raise type(n, (Exception,), {})", "The hidden tests stopped with an exception."),
        ("raise ValueError(n)", "The hidden tests stopped with a ValueError."),
        (
            "from grader.vocabulary.failure import Failure; raise Failure(n, n, n, n, n)",
            "The hidden tests stopped with an exception.",
        ),
        ("import os; os._exit(ord(n[0]))", "The program was ended while hidden tests ran."),
        (FORGED.format("('{\"broken\": \"' + n + '\"}')"), "The program was ended while hidden tests ran."),
    ],
)
def test_nothing_that_a_learner_raises_shows_a_hidden_value(
    worker: Worker, answer: str, message: str
) -> None:
    met = hidden_message(worker, answer, "hidden = 'NOBODY_GUESSES'\ntwice(hidden)")
    assert met.startswith(message)
    assert "NOBODY_GUESSES" not in met


def test_a_hidden_test_keeps_the_authors_words(worker: Worker) -> None:
    call = "expect(twice, n).returns(10, because=why, kind='an odd number')"
    test = f"for n, why in [(5, 'Odd ones, too.')]:\n    {call}"
    assert hidden_message(worker, "return n", test) == "For an odd number: Odd ones, too."
    broken = "def app(*_):\n    raise ValueError(4711)"
    test = f"{broken}\nfrom grader import visit\nvisit(app, 'GET', '/').answers(200, kind='a visit to it')"
    assert hidden_message(worker, "", test) == "For a visit to it: The app itself broke."


def test_whoever_breaks_into_the_line_to_the_judge_reads_so(worker: Worker) -> None:
    answer = FORGED.format("'[\"value\", 6, []]'")
    cell = by_id(judged(worker, f"def twice(n):\n    {answer}"))["twice-visible"]
    assert (cell.outcome, cell.score) == ("crashed", 0)
    assert cell.message == "The program broke into the grader's questions while this cell ran."


def test_a_loop_without_end_costs_its_own_tests_only(worker: Worker) -> None:
    verdict = judged(worker, "def twice(n):\n    while True: pass", limits=Limits(cell_seconds=0.3))
    cells = by_id(verdict)
    assert [cells[name].outcome for name in ("twice-visible", "half-visible")] == ["timed_out", "passed"]
    assert "Look for a loop" in cells["twice-visible"].message


def test_a_crash_says_what_ended_the_notebook(worker: Worker) -> None:
    cells = by_id(judged(worker, "import os\ndef twice(n):\n    os._exit(7)"))
    assert cells["twice-visible"].outcome == "crashed"
    assert "exit code 7" in cells["twice-visible"].message
    assert cells["twice-hidden"].outcome == "not_run"
    assert cells["twice-hidden"].message.startswith(
        "Not run: the test cell `twice-visible` ended the notebook."
    )
    assert cells["half-visible"].outcome == "passed"


def test_without_solutions_hidden_tests_are_not_run(worker: Worker) -> None:
    verdict = judge(release("def twice(n):\n    return 2 * n"), release(), worker)
    hidden = by_id(verdict)["twice-hidden"]
    assert (hidden.outcome, hidden.score) == ("not_run", 0)
    assert hidden.message == "Hidden tests: they run when the assignment is graded."
    assert by_id(verdict)["twice-visible"].outcome == "passed"


def test_cheating_on_test_cells_earns_nothing(worker: Worker) -> None:
    submitted = notebook("def twice(n):\n    return 0")
    submitted.cells[3].source = "pass"
    submitted.cells[3].metadata.nbgrader.points = 100
    del submitted.cells[4]
    verdict = judge(submitted, notebook(), worker)
    assert verdict.score == 1
    assert verdict.max_score == 9
    assert len(verdict.remarks) == 2


def test_an_object_equal_to_everything_earns_nothing(worker: Worker) -> None:
    answer = "class All:\n    def __eq__(self, other): return True\ndef twice(n): return All()"
    assert by_id(judged(worker, answer))["twice-visible"].outcome == "failed"
