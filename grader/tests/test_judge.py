"""Test cells in the judge: what they see of a learner's objects is what they would see in one process."""

from __future__ import annotations

import datetime
import fractions
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from grader.vocabulary.compare import PLAIN, same
from grader.worker import CellRun, Limits, Source, Worker
from grader.worker.values import Packer, Unpacker
from grader.worker.wire import Malformed

SETUP = """
import dataclasses, contextlib
@dataclasses.dataclass
class Student:
    number: str
    credits: int = 0
    def take(self, credits): self.credits += credits; return self
class Full(ValueError): pass
ana, bo = Student("S-1"), Student("S-2")
def first(students): return students[0]
def both(): return [ana, {"bo": bo}]
def sort(lines): lines.sort(); return None
def fill(box): box["x"] = {1, 2}; box["y"][0].append(3)
def refuse(): raise Full("no seat")
def count(n):
    yield from range(n)
@contextlib.contextmanager
def session():
    log.append("in")
    yield ana
    log.append("out")
log = []
seats, kind, gone, long = 1, (lambda: "old"), 7, "x" * 9_000_000
def rename():
    global seats, kind, gone
    seats, kind = seats + 1, lambda: "new"
    del gone
"""


def ran(worker: Worker, folder: Path, *tests: str, setup: str = SETUP) -> list[CellRun]:
    sources = [
        Source(0, setup),
        *(Source(place, code, "task", is_test=True) for place, code in enumerate(tests, 1)),
    ]
    return list(worker.run(sources, folder=folder).cells)[1:]


@pytest.mark.parametrize(
    "code",
    [
        "assert first([ana, bo]) is ana and ana != bo and ana == ana",
        "assert both()[0] is ana and both()[1]['bo'] is bo",
        "assert first([1.5]) == 1.5 and type(first([(1, 2)])) is tuple",
        "assert ana.number == 'S-1' and ana.take(3).take(4).credits == 7",
        "bo.credits = 9\nassert bo.credits == 9",
        "assert (seats, kind()) == (1, 'old')\nrename()\nassert (seats, kind()) == (2, 'new')",
        "assert gone == 7\nrename()\ntry: gone\nexcept NameError: pass\nelse: assert False",
        "assert log == []\nwith session(): assert log == ['in']\nassert log == ['in', 'out']",
        "assert first([seats]) == 1 or long",
        "lines = ['b', 'a']\nsort(lines)\nassert lines == ['a', 'b']",
        "inner = []\nbox = {'y': [inner]}\nkept = box['y']\nfill(box)\n"
        "assert box == {'y': [[3]], 'x': {1, 2}} and kept is box['y'] and inner == [3]",
        "people = [bo, ana]\nassert first(people) is bo and people == [bo, ana]",
        "assert list(count(3)) == [0, 1, 2] and [n * 2 for n in count(2)] == [0, 2]",
        "with session() as who:\n    assert who is ana\nassert log == ['in', 'out']",
        "assert len(SIZED) == 2 and SIZED['k'] == 'k' and 7 in SIZED and str(SIZED) == 'sized'",
        "try:\n    refuse()\nexcept ValueError as error:\n    caught = str(error)\nassert caught[:2] == 'no'",
        "try:\n    refuse()\nexcept (KeyError, Full):\n    caught = True\nassert caught",
        "try:\n    try: refuse()\n    except KeyError: pass\nexcept Exception:\n    c = 1\nassert c",
        "one = ['x']\nassert first([one]) is one\nlines = [one, one]\nsort(lines)\nassert lines[0] is one",
        "import os.path as p, decimal\nfrom collections import OrderedDict as O\n"
        "assert p.join('a', 'b') == 'a/b' and O(a=1)['a'] == 1 and decimal.Decimal('1') == 1",
        "from university.domain.grading import gpa\nfrom decimal import Decimal\n"
        "assert gpa([('A', 3)]) == Decimal('4.00')",
        "assert not hasattr(ana, 'nothing') and getattr(ana, 'nothing', 5) == 5",
        "assert [x.number for x in both()[:1]] == ['S-1'] and f'{ana.number:>4}' == ' S-1'",
        "from grader import expect\nexpect(first, [ana]).returns(ana)\nexpect(refuse).raises('ValueError')",
        "from grader import expect\nexpect(first, [bo]).returns_with({'number': 'S-2'})",
    ],
)
def test_a_cell_passes_as_it_would_in_one_process(worker: Worker, no_folder: Path, code: str) -> None:
    setup = SETUP + (
        "class Sized:\n"
        "    def __len__(self): return 2\n"
        "    def __getitem__(self, key): return key\n"
        "    def __contains__(self, item): return item == 7\n"
        "    def __str__(self): return 'sized'\n"
        "SIZED = Sized()\n"
    )
    (cell,) = ran(worker, no_folder, code, setup=setup)
    assert cell.outcome == "ok", cell.error
    # The same cell in one process, as stock nbgrader runs it.
    (_, alike) = worker.run([Source(0, setup), Source(1, code)], folder=no_folder).cells
    assert alike.outcome == "ok", alike.error


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        ("first([])", "IndexError", "list index out of range"),
        ("nobody(1)", "NameError", "name 'nobody' is not defined"),
        ("assert first([1]) == 2", "AssertionError", ""),
        ("first([lambda: 1])", "TypeError", "function cannot be given to a learner's code: only plain data"),
        ("first(len)", "TypeError", "builtin_function_or_method cannot be given"),
        ("ana.nothing", "AttributeError", "'Student' object has no attribute 'nothing'"),
        ("from nowhere import x", "ModuleNotFoundError", "No module named 'nowhere'"),
        ("from os import nothing", "ImportError", "cannot import name 'nothing'"),
        ("import grader.props.journeys", "ImportError", "A test cell writes `from grader.props."),
        ("from grader.props import journeys", "ImportError", "A test cell writes `from grader.props."),
        ("refuse()", "Full", "no seat"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
    ],
)
def test_an_error_is_told_by_its_own_name(
    worker: Worker, no_folder: Path, code: str, name: str, message: str
) -> None:
    (cell,) = ran(worker, no_folder, code)
    assert cell.error is not None
    assert (cell.outcome, cell.error["name"]) == ("error", name)
    assert cell.error["message"].startswith(message)


def test_a_failure_names_the_learners_own_line(worker: Worker, no_folder: Path) -> None:
    setup = "class Refusal: pass\ndef f(x):\n    raise KeyError(x)\ndef g(x):\n    return Refusal()"
    code = "from grader import expect\nexpect({}, 7).returns(1)"
    raised, other = ran(worker, no_folder, code.format("f"), code.format("g"), setup=setup)
    assert raised.error is not None and other.error is not None
    assert raised.error["failure"] is not None and other.error["failure"] is not None
    assert raised.error["failure"]["call"] == "`f(7)`"
    assert raised.error["failure"]["returned"] == "raised KeyError: 7"
    assert raised.error["failure"]["error"] == "KeyError"
    assert raised.error["failure"]["place"] == "line 3 of `f`: `raise KeyError(x)`"
    assert other.error["failure"]["returned"].endswith("(a Refusal)")


def test_names_of_test_cells_are_shared_and_hidden_from_the_learner(worker: Worker, no_folder: Path) -> None:
    sources = [
        Source(0, "x = 1"),
        Source(1, "secret = 4711\nassert x == 1", "a", is_test=True),
        Source(2, "'secret' in globals()"),
        Source(3, "assert secret == 4711", "a", is_test=True),
    ]
    cells = worker.run(sources, folder=no_folder).cells
    assert [cell.outcome for cell in cells] == ["ok"] * 4
    assert cells[2].outputs[0]["data"]["text/plain"] == "False"


def test_what_a_learners_code_prints_belongs_to_the_test_cell(worker: Worker, no_folder: Path) -> None:
    setup = "import os\ndef f():\n    print('looking')\n    os.system('echo deeper')"
    (cell,) = ran(worker, no_folder, "f()\nprint('the test')", setup=setup)
    assert [output["text"] for output in cell.outputs] == ["looking\n", "deeper\n", "the test\n"]


def test_a_slow_answer_is_interrupted_and_the_next_cell_is_judged(worker: Worker, no_folder: Path) -> None:
    sources = [
        Source(0, "def slow():\n    while True: pass"),
        Source(1, "slow()", "a", is_test=True),
        Source(2, "assert slow", "a", is_test=True),
    ]
    cells = worker.run(sources, folder=no_folder, limits=Limits(cell_seconds=1)).cells
    assert [cell.outcome for cell in cells] == ["ok", "timed_out", "ok"]


PARTS = ["university.domain.waitlist:next_in_line", "university.domain.grading:gpa"]
USES_BOTH = "from university.domain import grading, waitlist\n{}"


def test_a_task_is_judged_without_its_own_part_and_with_the_others(worker: Worker, no_folder: Path) -> None:
    take = "try:\n    from university.domain.{0} import {1}\nexcept ImportError:\n    {1} = None"
    takes_own, takes_other = take.format("waitlist", "next_in_line"), take.format("grading", "gpa")
    own = (PARTS[0],)
    sources = [
        Source(0, takes_own, "wait"),
        Source(1, takes_other, "grade"),
        Source(2, "assert next_in_line is None", "wait", is_test=True, absent=own),
        Source(
            3,
            USES_BOTH.format("grading.gpa([])\nassert next_in_line is None"),
            "wait",
            is_test=True,
            absent=own,
        ),
        Source(4, USES_BOTH.format("waitlist.next_in_line"), "wait", is_test=True, absent=own),
        Source(5, "assert gpa is None", "grade", is_test=True, absent=(PARTS[1],)),
    ]
    cells = worker.run(sources, folder=no_folder, absent=PARTS).cells
    assert [cell.outcome for cell in cells] == ["ok", "ok", "ok", "ok", "error", "ok"]
    assert cells[4].error is not None
    assert cells[4].error["name"] == "Absent"


VALUES: list[Any] = [
    *(None, True, 0, -(2**63), 2**80, 1.5, float("inf"), 1 + 2j, "é\ud800\0", b"\xff\0", bytearray(b"ab")),
    *(Decimal("1.00"), Decimal("NaN"), range(1, 9, 2), fractions.Fraction(1, 3), uuid.UUID(int=7)),
    *(datetime.date(2027, 1, 2), datetime.timedelta(-1, 5, 7), datetime.time(9, 30, fold=1)),
    datetime.datetime(2027, 1, 2, 3, tzinfo=datetime.UTC),
    datetime.datetime(2027, 10, 31, 1, 30, fold=1, tzinfo=ZoneInfo("Europe/London")),
    datetime.time(9, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
    *(datetime.UTC, ZoneInfo("Asia/Tokyo")),
    *([1, [2.0, "x"]], (1,), {1, 2}, frozenset({"a"}), {"k": [1], (1, 2): {"n": None}}),
]


def there_and_back(value: object) -> Any:
    return Unpacker(lambda *_: pytest.fail("no object was sent")).unpack(Packer(refused).pack(value))


def refused(value: object) -> Any:
    raise AssertionError(f"{value!r} is plain data")


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_data_crosses_by_value(value: object) -> None:
    back = there_and_back(value)
    assert type(back) is type(value)
    assert same(back, value) or repr(back) == repr(value)


def test_every_type_of_plain_data_is_tried() -> None:
    assert {type(value) for value in VALUES} == PLAIN | {datetime.timezone, ZoneInfo}


@pytest.mark.parametrize(
    "data",
    [
        {},
        [],
        ["x"],
        [[1]],
        ["list"],
        ["list", 5],
        ["list", [1], 2],
        ["dict", [[1]]],
        ["set", [["list", []]]],
        ["int", 5],
        ["Decimal", "x"],
        ["date", "today"],
        ["timedelta", 10**12, 0, 0],
        ["datetime", "2027-01-01", 0, "../../etc/passwd"],
        ["time", "09:00", 7, None],
        ["time", "09:00", 0, 1e300],
        ["range", "1", "2", "0"],
        ["Fraction", "1", "0"],
        ["UUID", "x"],
        ["bytes", "zz"],
        ["__class__", 1],
    ],
    ids=repr,
)
def test_what_no_packer_makes_is_malformed(data: object) -> None:
    with pytest.raises(Malformed):
        Unpacker(lambda *_: None).unpack(data)
