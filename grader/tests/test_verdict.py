"""Points, outcomes and messages."""

from __future__ import annotations

import pytest
from exercise_notebooks import STUB, notebook, release
from nbformat.v4 import new_markdown_cell

from grader.verdict.verdict import CellVerdict, Verdict, judge
from grader.worker import Limits, Worker


def judged(
    worker: Worker,
    answer: str,
    setup: str = "start = 1",
    limits: Limits | None = None,
    in_practice: bool = False,
) -> Verdict:
    return judge(notebook(answer, setup), notebook(), worker, limits=limits, in_practice=in_practice)


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


def test_what_a_person_marks_comes_with_the_lines_it_is_marked_by(worker: Worker) -> None:
    assert by_id(judge(notebook(), notebook(), worker))["essay"].message == (
        "A person reads and marks this answer."
    )
    source = notebook()
    table = "Decide.\n\n| Place | For |\n|---|---|\n| a | b |\n\n"
    table += "| Points | For |\n|---|---|\n| 3 | a **sum** |\n| 2 | a `|` |"
    where = next(number for number, cell in enumerate(source.cells) if "essay" in str(cell.metadata))
    source.cells.insert(where, new_markdown_cell(table))
    assert by_id(judge(source, source, worker))["essay"].message.splitlines() == [
        "A person reads and marks this answer, by these lines (points · for what):",
        "  3 · a sum",
        "  2 · a `|`",
        "If you learn alone, mark your own line by line, then compare it with what `course solution` shows.",
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


RAISES = """import fractions
def twice(n):
    part = fractions.Fraction(n, n + 4)
    if n > 2: raise KeyError(f'secret {n}')
    return 2 * n"""


def test_what_an_answer_raised_comes_before_the_hint(worker: Worker) -> None:
    told = "`twice(3)` raised KeyError: 'secret 3'; expected `6`."
    line = "It came from line 4 of `twice`: `if n > 2: raise KeyError(f'secret {n}')`."
    visible = by_id(judged(worker, RAISES))["twice-visible"].message
    assert visible == f"{told} {line} Two times three."


def test_in_practice_a_hidden_test_says_what_was_raised_in_which_line(worker: Worker) -> None:
    hidden = by_id(judged(worker, RAISES, in_practice=True))["twice-hidden"].message
    assert hidden == (
        "For a negative number: `twice(…)` raised ZeroDivisionError. It came from line 3 of `twice`: "
        "`part = fractions.Fraction(n, n + 4)`. What the test asks about: The sign stays."
    )
    returned = judged(worker, "def twice(n):\n    return abs(n) * 3", in_practice=True)
    assert by_id(returned)["twice-hidden"].message == "For a negative number: The sign stays."


def test_in_practice_a_request_says_what_the_app_raised(worker: Worker) -> None:
    source = notebook()
    test = (
        "from grader import visit\nvisit(twice, 'GET', '/secret').answers(200, because='Be there, always.')"
    )
    source.cells[4].source = f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
    verdict = judge(notebook("def twice(*given):\n    return [][0]"), source, worker, in_practice=True)
    assert by_id(verdict)["twice-hidden"].message == (
        "For another input: `GET …` raised IndexError. It came from line 2 of `twice`: `return [][0]`. "
        "What the test asks about: Be there, always."
    )


def test_in_an_exam_no_choice_of_an_exception_tells_a_hidden_value(worker: Worker) -> None:
    for answer in (RAISES, "def twice(n):\n    raise type(f'n{n}'.replace('-', '_'), (Exception,), {})"):
        cell = by_id(judged(worker, answer))["twice-hidden"]
        assert cell.message == "For a negative number: The sign stays."
        assert "It came from line" in cell.detail


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
    assert cell.message == "The hidden tests stopped with an exception."
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
        ("raise NameError(repr(n))", "The hidden tests stopped with an exception."),
        ("raise NameError(f\"name '{n}' is not defined\")", "The hidden tests stopped with an exception."),
        (
            "raise NameError(f\"{n} name 'twice' is not defined\")",
            "The hidden tests stopped with an exception.",
        ),
        ("raise NameError(\"name 'twice' is not defined\")", "`twice` is not defined. The solution cell"),
        ("raise type(n, (Exception,), {})", "The hidden tests stopped with an exception."),
        ("raise ValueError(n)", "The hidden tests stopped with an exception."),
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
    verdict = judged(worker, "def twice(n):\n    while True: pass", limits=Limits(cell_seconds=1))
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


LISTENS = """heard = []
def twice(n):
    heard.append(n)
    return 2 * n"""


def carried(worker: Worker, half: str) -> CellVerdict:
    """The visible test of a later task, whose answer knows what the tests before passed."""
    submitted = notebook(LISTENS)
    submitted.cells[5].source = half
    verdict = judge(submitted, notebook(), worker)
    assert verdict.score == 3
    return by_id(verdict)["half-visible"]


@pytest.mark.parametrize(
    ("half", "message"),
    [
        ("def half(n): raise ValueError(str(heard))", "`half(3)` raised ValueError: [3]"),
        ("def half(n): return heard", "`half(3)` returned `[3]`"),
        ("def half(n): return [abs(one) for one in heard]", "`half(3)` returned `[3]`"),
        (
            "raise NotImplementedError(str(heard))",
            "The solution cell `half` stopped with NotImplementedError: [3].",
        ),
        ("raise ValueError(str(heard))", "The solution cell `half` stopped with ValueError: [3]."),
        ("def half(n):\n    import os; os._exit(10 + len(heard))", "exit code 11"),
        ("import os\nos._exit(10 + len(heard))", "exit code 10"),  # no test has come before
        ("exec(f'def half(n): return name_{len(heard)}')", "name 'name_1' is not defined"),
    ],
)
def test_what_a_later_task_says_is_said_without_hidden_tests(worker: Worker, half: str, message: str) -> None:
    cell = carried(worker, half)
    assert cell.score == 0
    assert message in cell.message


def test_a_test_that_fails_after_hidden_ones_only_is_told_in_our_words(worker: Worker) -> None:
    cell = carried(worker, "def half(n): return n / 2 if -4 not in heard else heard")
    assert (cell.outcome, cell.score) == ("failed", 0)
    assert cell.message.startswith("This test passes alone, but not after other tests.")
    assert "[3, -4]" in cell.detail


def test_who_ends_the_program_after_hidden_tests_only_tells_nothing_by_it(worker: Worker) -> None:
    submitted = notebook(LISTENS)
    submitted.cells[5].source = "import os\nif -4 in heard: os._exit(77)\ndef half(n): return n / 2"
    cell = by_id(judge(submitted, notebook(), worker))["half-visible"]
    assert cell.score == 0
    assert cell.message == (
        "Not run: an earlier test ended the notebook. The program was ended while hidden tests ran."
    )


def test_work_without_later_failures_runs_once(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    run = worker.run
    monkeypatch.setattr(worker, "run", lambda *args, **kwargs: runs.append(args) or run(*args, **kwargs))
    judged(worker, "def twice(n):\n    return abs(n) * 3")
    submitted = notebook()
    submitted.cells[5].source = STUB.replace("twice", "half")
    assert by_id(judge(submitted, notebook(), worker))["half-visible"].score == 0
    assert len(runs) == 2


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
