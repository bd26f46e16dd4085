"""How often a test cell asks the student's process: each question wakes another process."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import flask

from grader.vocabulary.reach import Way, reach_by
from grader.web.door import Door
from grader.worker.judge.proxies import Stranger
from grader.worker.judge.testcell import TestCells
from grader.worker.shell import Outputs
from grader.worker.student.objects import Objects
from grader.worker.wire import Wire


class Line(Wire):
    """A wire to objects of another thread, which notes the operations."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._objects = Objects(names)
        self._student = ThreadPoolExecutor(1)
        self.asked: list[str] = []

    def send(self, message: Any) -> None:
        _, operation, args, kwargs = message
        self.asked.append(operation)
        self._answer = self._student.submit(self._objects.answer, operation, args, kwargs)

    def receive(self, longest: int = 0) -> Any:
        return [*self._answer.result(), False]


def asked(code: str, **names: Any) -> list[str]:
    """The operations that a test cell asks for; raises what ends it."""
    line = Line(names)
    cells = TestCells(Outputs(1000), [code])
    cells.face(Stranger(line))
    error = cells.evaluate(code, "test cell 1")
    if error is not None:
        raise error
    return line.asked


def twice(number: int) -> int:
    return 2 * number


def test_names_are_asked_for_once_in_a_cell() -> None:
    code = "assert twice(one) == 2\nassert twice(two) == 4\nassert len(twice.__name__) == 5"
    assert asked(code, twice=twice, one=1, two=2) == ["names", "call", "call", "get"]


def test_a_list_is_asked_for_each_time_since_it_may_have_changed() -> None:
    assert asked("assert log == log == [1]", log=[1]) == ["names", "name", "name"]


def test_a_cell_without_a_learners_name_asks_for_nothing() -> None:
    assert asked("assert sorted([2, 1]) == [1, 2]") == []


def test_a_function_that_is_passed_often_is_described_once() -> None:
    code = "from grader import expect\nfor _ in range(3): expect(call, twice).returns(4)"
    operations = asked(code, call=lambda function: function(2), twice=twice)
    assert operations == ["names", "told", "call", "call", "call"]


def questions_of_visits(paths: Sequence[str]) -> list[str]:
    app = flask.Flask("campus")
    app.add_url_rule("/", view_func=lambda: "campus")
    app.add_url_rule("/broken", "broken", lambda: str(1 // 0))
    visits = [f"visit(app, 'GET', '{path}').answers(500 if 'b' in '{path}' else 200)" for path in paths]
    ours, theirs = socket.socketpair()
    with ours, theirs:
        reach_by(Way(Door(ours), theirs.fileno()))
        return asked("\n".join(["from grader import visit", *visits]), app=app)


def test_a_journey_asks_once_for_its_site_and_then_for_each_answer() -> None:
    code = """
from grader.props.journeys import journey
steps = ["ana GET /", "bo GET /", "ana GET /"]
assert journey(create, [], steps) == [(200, "campus")] * 3
"""

    def create() -> flask.Flask:
        app = flask.Flask("campus")
        app.add_url_rule("/", view_func=lambda: "campus")
        return app

    ours, theirs = socket.socketpair()
    with ours, theirs:
        reach_by(Way(Door(ours), theirs.fileno()))
        assert asked(code, create=create) == ["names", "import", "beside", *["call"] * 4]


def test_a_visit_asks_for_its_answer_and_for_errors_where_there_may_be_some() -> None:
    opened = ["names", "beside", "call"]
    assert questions_of_visits(["/", "/"]) == [*opened, "call", "call"]
    assert questions_of_visits(["/", "/broken"]) == [*opened, "call", "call", "call"]
