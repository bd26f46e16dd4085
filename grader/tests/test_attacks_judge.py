"""Attacks on the judge: each earns what the honest part of the work is worth, and learns nothing hidden."""

from __future__ import annotations

import pytest
from exercise_notebooks import notebook

from grader.verdict.verdict import CellVerdict, Verdict, judge
from grader.worker import Limits, Worker

HONEST = 1
"""What `half`, the other task of the notebook, is worth: nobody earns more with a wrong `twice`."""

WRONG = "def twice(n):\n    return 0\n"
EVERYTHING = "class Everything:\n    def __eq__(self, other): return True\n    __hash__ = None\n"

FORGERIES = {
    "an object that is equal to everything": EVERYTHING + "def twice(n): return Everything()",
    "a number that is equal to everything": """
class Everything(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __hash__ = int.__hash__
def twice(n): return Everything(0)""",
    "an object that says it is a number": """
class Six:
    __class__ = int
    def __eq__(self, other): return True
    def __int__(self): return 6
def twice(n): return Six()""",
    "expect itself is replaced": WRONG
    + """
class Pleased:
    def __getattr__(self, name): return lambda *a, **k: self
import grader
def expect(*args, **kwargs): return Pleased()
grader.expect = grader.vocabulary.expect.expect = expect""",
    "the comparison is replaced": WRONG
    + """
import sys
import grader.vocabulary.compare, grader.vocabulary.expect
for module in list(sys.modules.values()):
    if getattr(module, "__name__", "").startswith("grader.") and hasattr(module, "same"):
        module.same = lambda one, other: True
grader.vocabulary.expect.Expectation.returns = lambda *a, **k: None""",
    "the cells' syntax trees are emptied": WRONG
    + """
import ast
class Nothing(ast.NodeTransformer):
    def visit_Expr(self, node): return ast.Pass()
    def visit_Assert(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Nothing())
ast.parse = lambda *a, **k: ast.Module([], [])""",
    "the cells' text is emptied": WRONG
    + """
get_ipython().input_transformers_cleanup.append(lambda lines: ["pass"])
type(get_ipython()).run_cell = lambda *a, **k: None""",
    "builtins are replaced": WRONG
    + """
import builtins
builtins.type = builtins.isinstance = builtins.all = lambda *a: True
builtins.AssertionError = builtins.print
builtins.__import__ = lambda *a, **k: None""",
    "every failure is no failure": WRONG
    + """
import grader.vocabulary.failure as f
f.Failure.__init__ = lambda *a, **k: None
f.Failure.__new__ = lambda *a, **k: None""",
    "an import hook": WRONG
    + """
import sys
class Hook:
    def find_spec(self, name, path=None, target=None): raise SystemExit(0)
sys.meta_path.insert(0, Hook())
sys.modules["grader"] = sys.modules["grader.vocabulary.expect"] = None""",
    "an exit hook tells a score": WRONG
    + """
import atexit, os
atexit.register(lambda: os.write(1, b'{"cell": {"index": 3, "outcome": "ok"}}'))""",
    "text that is equal to everything": """
class Everything(str):
    def __eq__(self, other): return True
    __hash__ = str.__hash__
def twice(n): return Everything("6")""",
    "the tracer changes what functions return": WRONG
    + """
import sys
sys.settrace(lambda *a: None)
sys.setprofile(lambda *a: None)""",
    "signals are caught": WRONG
    + """
import signal
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM): signal.signal(number, lambda *a: None)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)""",
}

ANSWERS = {
    "yes to everything": 'lambda *a: ["value", True, [], []]',
    "the number of no object": 'lambda *a: ["value", ["object", -1, "X"], [], []]',
    "a number beyond all numbers": 'lambda *a: ["value", ["object", 10**12, "X"], [], []]',
    "a number that is no number": 'lambda *a: ["value", ["object", True, []], [], []]',
    "an object of no class": 'lambda *a: ["value", {"number": 6}, [], []]',
    "an unknown kind of value": 'lambda *a: ["value", ["posix.system", "true"], [], []]',
    "a dict of unhashable keys": 'lambda *a: ["value", ["dict", [[["list", []], 1]]], [], []]',
    "a change of what was not sent": 'lambda *a: ["value", 6, [[7, ["list", []]]], []]',
    "an error of no kind": 'lambda *a: ["error", {"names": []}, None, [], []]',
    "neither a value nor an error": 'lambda *a: "ok"',
    "a million values": 'lambda *a: ["value", ["list", [0] * 1_000_000], [], []]',
    "keys that meet at one place": (
        'lambda *a: ["value", ["dict", [[["int", hex((2**61 - 1) * n)], 0] for n in range(99_999)]], [], []]'
    ),
    "values that nest too deep": (
        'lambda *a: ["value", functools.reduce(lambda v, _: ["list", [v]], range(90), 0), [], []]'
    ),
    "new names that are none": 'lambda *a: ["value", 6, [], [7]]',
    "names that nobody asked for": (
        'lambda self, operation, *a: ["value", ["dict", [["twice", 6], ["expect", 6], [7, 6]]], [], []]'
    ),
    "a wrong clock": 'lambda *a: ["value", ["datetime", "yesterday", 0, "Nowhere/Land"], [], []]',
}

ENDINGS = {
    "the process ends itself": "os._exit(0)",
    "another process goes on in its place": "\n    if os.fork(): os._exit(0)\n    return 0",
    "a signal ends it": "os.kill(os.getpid(), 9)",
    "the line is cut": "os.closerange(3, 99)",
    "noise on the line": "[os.write(fd, b'x' * 99) for fd in range(3, 9) if not _closed(fd)]",
}


def judged(worker: Worker, answer: str, limits: Limits | None = None) -> Verdict:
    return judge(notebook(answer), notebook(), worker, limits=limits)


def by_id(verdict: Verdict) -> dict[str, CellVerdict]:
    return {cell.id: cell for cell in verdict.cells}


@pytest.mark.parametrize("answer", FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_earns_nothing(worker: Worker, answer: str) -> None:
    cells = by_id(judged(worker, answer))
    assert {cells[name].score for name in ("twice-visible", "twice-hidden")} == {0}
    assert cells["twice-visible"].outcome in ("failed", "not_run")


@pytest.mark.parametrize("lie", ANSWERS.values(), ids=ANSWERS)
def test_a_forged_answer_earns_nothing(worker: Worker, lie: str) -> None:
    """The student's process answers otherwise than our code in it would."""
    answer = f"{WRONG}\nimport functools, grader.worker.student.objects as o\no.Objects.answer = {lie}"
    verdict = judged(worker, answer)
    cells = by_id(verdict)
    assert {cells[name].score for name in ("twice-visible", "twice-hidden")} == {0}
    assert cells["twice-visible"].outcome in ("failed", "crashed")


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_a_process_that_ends_costs_its_own_task(worker: Worker, ending: str) -> None:
    closed = "def _closed(fd):\n    try: os.fstat(fd)\n    except OSError: return True"
    verdict = judged(worker, f"import os\n{closed}\ndef twice(n):\n    {ending}")
    assert verdict.score == HONEST
    assert by_id(verdict)["twice-hidden"].outcome in ("crashed", "not_run")


def test_whoever_ends_the_parent_ends_its_own_run_only(no_folder: object) -> None:
    from grader import paths

    with Worker.private(paths.find()) as own:
        verdict = judged(own, "import os, time\ndef twice(n):\n    os.kill(os.getppid(), 9); time.sleep(9)")
    assert by_id(verdict)["twice-visible"].outcome == "crashed"
    assert verdict.score == 0


@pytest.mark.parametrize(
    "value",
    ["'x' * 50_000_000", "list(range(2_000_000))", "deep(100_000)", "circle()", "1 << 80_000_000"],
)
def test_a_huge_answer_is_a_wrong_answer(worker: Worker, value: str) -> None:
    helpers = """
def deep(levels):
    made = 0
    for _ in range(levels): made = [made]
    return made
def circle():
    made = {}
    made["again"] = [made, made]
    return made
"""
    verdict = judged(worker, f"{helpers}\ndef twice(n):\n    return {value}")
    assert verdict.score == HONEST
    assert by_id(verdict)["twice-visible"].outcome == "failed"
    assert len(by_id(verdict)["twice-visible"].message) < 600


def test_a_list_that_is_filled_without_end_is_a_wrong_answer(worker: Worker) -> None:
    source = notebook()
    source.cells[3].source = "from grader import expect\nlines = []\nexpect(twice, lines).returns(None)"
    answer = "def twice(n):\n    n.extend(range(2_000_000))"
    cell = by_id(judge(notebook(answer), source, worker))["twice-visible"]
    assert cell.message.startswith("`twice([])` raised ValueError: what was passed now holds too much")


def test_endless_answers_are_cut_off_in_time(worker: Worker) -> None:
    source = notebook()
    source.cells[3].source = "from grader import expect\nfor value in twice(3):\n    assert value != 6"
    answer = "import itertools\ndef twice(n): return itertools.count(10)"
    verdict = judge(notebook(answer), source, worker, limits=Limits(cell_seconds=1))
    cells = by_id(verdict)
    assert (cells["twice-visible"].outcome, cells["half-visible"].outcome) == ("timed_out", "passed")


def test_whoever_cannot_be_interrupted_costs_its_own_task(worker: Worker) -> None:
    answer = """import signal, time
def twice(n):
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    while True: time.sleep(1)"""
    cells = by_id(judged(worker, answer, Limits(cell_seconds=1)))
    assert (cells["twice-visible"].outcome, cells["half-visible"].outcome) == ("timed_out", "passed")


SECRET = "NOBODY_GUESSES_THIS"  # noqa: S105 (a text to look for)
# Each pattern matches a text, but not itself: a search must not find what it searches with.
FINDS = "N[O]BODY_GUESSES_THIS"
SEES = "S[O]METHING_THAT_IS_HERE"
WALKS = {
    "the collector's objects": """
import gc
gc.unfreeze()
def found(pattern):
    held = [text for kept in gc.get_objects() if type(kept) in (list, dict, tuple)
        for text in (kept.values() if type(kept) is dict else kept) if type(text) is str]
    return any(map(re.compile(pattern).search, held))""",
    "the process's own memory": """
def found(pattern):
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for low, high in re.findall(r"^(\\w+)-(\\w+) rw", maps.read(), re.MULTILINE):
            memory.seek(int(low, 16))
            try: content = memory.read(int(high, 16) - int(low, 16))
            except OSError: continue
            if re.search(pattern.encode(), content): return True
    return False""",
    "the frames": """
import sys
def found(pattern):
    told, frame = "", sys._getframe()
    while frame:
        told += str([*frame.f_locals.values(), frame.f_globals.get("here")])
        frame = frame.f_back
    return bool(re.search(pattern, told))""",
    "open descriptors": """
import os
def found(pattern):
    for fd in range(3, 64):
        try: content = os.pread(fd, 1 << 20, 0)
        except OSError: continue
        if re.search(pattern.encode(), content): return True
    return pattern.startswith("S")""",
    "the environment and the command": """
import os
os.environ["SEEN"] = here
def found(pattern):
    with open("/proc/self/cmdline") as command:
        return bool(re.search(pattern, str(os.environ) + command.read()))""",
}


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
def test_nothing_hidden_is_in_the_learners_process(worker: Worker, walk: str) -> None:
    source = notebook()
    hidden = f"SECRET = {SECRET!r}\nexpect(twice, -4).returns({SECRET!r}, because={SECRET!r})"
    source.cells[4].source = f"### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    sought = f"""import re
here = "SOMETHING_" + "THAT_IS_HERE"
{walk}
print("sees", found({SEES!r}), "finds", found({FINDS!r}))"""
    # In the call of the hidden test, too: there the judge knows most.
    answer = f"{sought}\ndef twice(n):\n    {'print' + sought.rpartition('print')[2]}\n    return 0"
    verdict = judge(notebook(answer), source, worker)
    for index in (2, 4):
        cell = verdict.run.cell(index)
        shown = "".join(output.get("text", "") for output in cell.outputs) if cell is not None else ""
        assert shown == "sees True finds False\n"
    assert by_id(verdict)["twice-hidden"].score == 0


def test_what_an_object_says_of_itself_is_one_clean_line(worker: Worker) -> None:
    answer = """
class Loud:
    def __repr__(self): return "\\x1b[31mred\\n\\u202e<script>" + "x" * 9999
Loud.__name__ = "A\\x1b[31m" + "b" * 9999
def twice(n): return Loud()"""
    message = by_id(judged(worker, answer))["twice-visible"].message
    assert message.isprintable()
    assert len(message) < 500


def test_a_learners_own_words_do_not_stand_in_for_a_missing_import(worker: Worker) -> None:
    source = notebook()
    source.cells[3].source = "1 / 0\nfrom grader import expect"
    answer = WRONG + "class P:\n    returns = lambda *a, **k: None\nexpect = lambda *a: P()"
    cells = by_id(judge(notebook(answer), source, worker))
    assert cells["twice-hidden"].score == 0


def test_a_patched_prop_that_decides_changes_nothing(worker: Worker) -> None:
    source = notebook()
    flags = {"httponly": True, "samesite": "Lax", "path": "/"}
    test = "from grader.props.journeys import cookie_flags"
    test += f"\nexpect(cookie_flags, twice, [], '/', 'theme').returns({flags})"
    source.cells[4].source = f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
    answer = f"""
import grader.props.journeys as g
g.cookie_flags = g.cookie_set = g._cookie = lambda *a: {flags}
def twice(): return lambda environ, start: start("200 OK", []) and [] or []"""
    cells = by_id(judge(notebook(answer), source, worker))
    assert cells["twice-hidden"].score == 0
    right = """def twice():
    def site(environ, start):
        start("200 OK", [("Set-Cookie", "theme=dark; HttpOnly; SameSite=Lax; Path=/")])
        return [b""]
    return site"""
    assert by_id(judge(notebook(right), source, worker))["twice-hidden"].score == 2


def test_what_is_expected_is_what_it_was_before_the_call(worker: Worker) -> None:
    source = notebook()
    test = "rows = [3, 1]\nexpect(twice, rows).returns(rows)\nexpect(twice, rows).returns({'rows': rows})"
    source.cells[4].source = f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
    answer = "def twice(n):\n    n.clear()\n    return n"
    hidden = by_id(judge(notebook(answer), source, worker))["twice-hidden"]
    assert hidden.score == 0
    assert "returned `[]`; expected `[3, 1]`" in hidden.detail
