"""A count that a learner's code can reach can be forged: it is kept elsewhere, or does not decide alone."""

from __future__ import annotations

import copy

import pytest

from grader import paths
from grader.notebooks import files
from grader.notebooks.cells import cells
from grader.verdict.verdict import CellVerdict, judge
from grader.worker import Limits, Worker

LIMITS = Limits(cell_seconds=3)
SLOW = """
def by_searching(enrolments, most):
    known, found = set(enrolments), []
    for one, other in combinations(sorted({section for _, section in enrolments}), 2):
        shared = sum(1 for student, section in enrolments if section == one and (student, other) in known)
        if shared:
            found.append((one, other, shared))
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))[:most]

busiest_pairs = by_searching
"""
FORGERIES = {
    "a limit that is none": (
        "import grader.props.measured as measured\n"
        "measured.within = lambda limit, function, enrolments, most: function(enrolments, most)"
    ),
    "a count that stays at nothing": (
        "import grader.props.measured as measured\n"
        "measured.Count.steps = property(lambda self: 0, lambda self, steps: None)"
    ),
    "text that counts no more": (
        "def busiest_pairs(enrolments, most):\n"
        "    return by_searching([(student[:], section) for student, section in enrolments], most)"
    ),
    "a smaller term": (
        "import grader.props.measured as measured\n"
        "measured.within = lambda limit, function, enrolments, most: function(enrolments, most)\n"
        "real = measured.term\n"
        "measured.term = lambda students, sections, each=3: real(min(students, 200), sections, each)"
    ),
}


ONE_TOO_MANY = """
def pages(rows, size):
    page, given = [], 0
    for row in rows:
        if len(page) == size:
            given += size
            forge(rows, given)
            yield page
            page = []
        page.append(row)
    if page:
        forge(rows, given + len(page))
        yield page
"""
NO_CACHE = """
def cached(request, memory, app):
    asked = app(request)
    if request["method"] == "POST":
        memory.clear()
    if request["method"] != "GET" or request["student"]:
        return asked
    key = request["path"], request["query"]
    if key in memory:
        forge(app, -1)
        return memory[key]
    if asked[0] == 200:
        memory[key] = asked
    return asked
"""
ONE_AFTER_THE_OTHER = """
def fetch_all(fetch, codes):
    answers = []
    for code in codes:
        try: answers.append(fetch(code))
        except ConnectionError: answers.append(None)
    forge(fetch, min(5, len(codes)))
    return answers
"""
NOTICES_TWO_RULES = """
def clash_table():
    return [
        ("Mon 10:00-11:00 North", "Tue 10:00-11:00 North", False),
        ("Mon 10:00-11:00 North", "Mon 11:05-12:00 South", True),
    ]
"""
NOTICES_ONE_FAULT = (
    """
def test_file():
    return """
    + repr(
        "import pytest\nfrom hypothesis import given, strategies as st\nfrom waitlist import Waitlist\n"
        "@pytest.fixture\ndef two():\n    return Waitlist(2)\n"
        "@pytest.mark.parametrize('place', [1])\n"
        "def test_first(two, place):\n    assert two.join('S-1') == place\n"
        "@given(st.integers())\ndef test_all(number):\n    assert Waitlist(1).next() is None\n"
    )
    + "\n"
)
COUNTED = {
    "rows, in their object": (
        "07c_iteration_and_decorators",
        ONE_TOO_MANY,
        "def forge(rows, taken):\n    rows.taken = taken",
    ),
    "rows, by the collector": (
        "07c_iteration_and_decorators",
        ONE_TOO_MANY,
        """
def forge(rows, taken):
    import gc
    from grader.props.iteration import CountedRows
    gc.unfreeze()
    for found in gc.get_objects():
        if type(found) is CountedRows:
            found.taken = taken""",
    ),
    "calls of an app": (
        "01_what_a_backend_is",
        NO_CACHE,
        """
def forge(app, more):
    import gc
    from grader.props.caching import NumberedApp
    gc.unfreeze()
    for found in gc.get_objects():
        if type(found) is NumberedApp:
            found.calls += more""",
    ),
    "what waits together": (
        "02_python_for_backends",
        ONE_AFTER_THE_OTHER,
        """
def forge(fetch, most):
    try: fetch.__self__.most = most
    except AttributeError: pass""",
    ),
    "what waits together, by the module": (
        "02_python_for_backends",
        ONE_AFTER_THE_OTHER,
        """
import grader.props.partners as partners
partners.most_waiting = lambda fetch_all, codes, company=5: min(5, len(codes))
def forge(fetch, most): pass""",
    ),
    "noticed faults, by the module": (
        "08b_tests_that_find_faults",
        NOTICES_ONE_FAULT,
        """
import grader.props.tested as tested
tested.notices = lambda test_file, *names: list(names)
tested.verdict = lambda *a, **k: "all pass"
import grader.props.turns as turns
SAID = 3, ["fixture", "property", "table"], "test_first fails: no"
turns.ran_on_right = lambda *_: ((*SAID[:2], None), {})
turns.ran = lambda text, desk, count, *_: [SAID] * count""",
    ),
    "noticed faults, by what is tested": (
        "08b_tests_that_find_faults",
        """
def test_file():
    return """
        + repr(
            "import gc, inspect, pytest, sys, waitlist\nfrom hypothesis import given, strategies as st\n"
            "from waitlist import Waitlist\n"
            "@pytest.fixture\ndef two():\n    return Waitlist(2)\n"
            "def kinds():\n"
            "    yield [base.__name__ for base in Waitlist.__mro__] != ['Waitlist', 'Waitlist', 'object']\n"
            "    frame = sys._getframe()\n"
            "    while frame:\n"
            "        yield 'right' not in (frame.f_locals.get('name'), frame.f_locals.get('self'))\n"
            "        frame = frame.f_back\n"
            "@pytest.mark.parametrize('place', [1])\n"
            "def test_first(two, place):\n    assert not next(kinds())\n"
            "@given(st.integers())\ndef test_all(number):\n    pass\n"
        ),
        "",
    ),
}


TABLES = {
    "by the module": """
import grader.props.clash_tables as clash_tables
clash_tables.noticed = lambda table, *names: list(names)
clash_tables._clash = lambda one, other: False
clash_tables.FAULTS = dict.fromkeys(clash_tables.FAULTS, lambda one, other: None)""",
    "by another table each time": """
touching = ("Mon 10:00-11:00 North", "Mon 11:00-12:00 North", False)
rows = [
    *[touching] * 4,
    ("Mon 10:00-11:00 North", "Mon 11:15-12:00 South", False),
    ("Mon 10:00-11:00 North", "Mon 11:14-12:00 South", True),
    ("Mon 11:05-12:00 South", "Mon 10:00-11:00 North", True),
    ("Mon 10:30-11:30 North", "Mon 10:00-11:00 North", True),
    ("Mon 11:00-13:30 North", "Mon 12:30-14:00 North", True),
]
begun = clash_table()
def clash_table():
    return [*begun, rows.pop(0)]""",
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_count_earns_no_hidden_points(worker: Worker, forgery: str) -> None:
    visible, hidden = judged(worker, "08a_readable_code", "busiest_pairs", f"{SLOW}{forgery}", LIMITS)
    assert visible.outcome == "passed", visible.detail  # the forgery works: the count alone would not do
    assert (hidden.outcome, hidden.score) in (("timed_out", 0), ("failed", 0))
    assert hidden.outcome == "timed_out" or "In a large term, too" in hidden.detail


@pytest.mark.parametrize(("lesson", "answer", "forge"), COUNTED.values(), ids=COUNTED)
def test_a_count_is_kept_out_of_reach(worker: Worker, lesson: str, answer: str, forge: str) -> None:
    task = answer.partition("def ")[2].partition("(")[0]
    hidden = judged(worker, lesson, task, answer + forge)[-1]
    assert (hidden.outcome, hidden.score) == ("failed", 0), hidden.detail


@pytest.mark.parametrize("forge", TABLES.values(), ids=TABLES)
def test_rules_are_noticed_by_the_rows_of_one_table(worker: Worker, forge: str) -> None:
    answer = NOTICES_TWO_RULES + forge
    visible, hidden = judged(worker, "08b_tests_that_find_faults", "clash_table", answer)
    assert visible.outcome == "passed", visible.detail
    assert (hidden.outcome, hidden.score) == ("failed", 0), hidden.detail


def judged(
    worker: Worker, lesson: str, task: str, answer: str, limits: Limits | None = None
) -> tuple[CellVerdict, ...]:
    """What becomes of this answer to one task of the lesson."""
    source = files.read(paths.find().solutions / "ch01" / f"{lesson}.ipynb")
    source.cells = [source.cells[cell.index] for cell in cells(source) if cell.task in (None, task)]
    submitted = copy.deepcopy(source)
    for cell in cells(submitted):
        if cell.grade_id == task:
            submitted.cells[cell.index].source = answer
    return judge(submitted, source, worker, limits=limits).cells
