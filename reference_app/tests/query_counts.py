"""Counting the statements that use cases send, and knowing which use cases there are."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from typing import Any, NamedTuple

from sqlalchemy import Engine, event

from university import application
from university.bootstrap import Container

TABLES = ("test_query_counts", "test_query_counts_doors", "test_query_counts_documents")
"""The modules with a table `STATEMENTS`; a chapter's checkpoint has those of the chapters up to it."""

NO_USE_CASES = {
    "ForwardingUnit": "a unit of work, which use cases open",
    "InvalidatingCampusStore": "a store that tells the cache; Seeding is the use case",
    "Upload": "a file on its way, without a unit of work",
}

Act = Callable[[], object]
Count = Callable[[Act], int]


class Case(NamedTuple):
    """One call of a use case, named by the method itself and, where it matters, by its circumstances."""

    method: Callable[..., Any]
    arguments: tuple[Any, ...]
    when: str

    @property
    def name(self) -> str:
        """Such as `EnrolmentDesk.drop, nobody waits`."""
        use_case = type(self.method.__self__).__name__  # type: ignore[attr-defined]
        return f"{use_case}.{self.method.__name__}" + (f", {self.when}" if self.when else "")


Cases = Generator[Case, Any, None]
"""Cases in their order; each is carried out before the next is asked for, which gets what it returned."""


def case(method: Callable[..., Any], *arguments: Any, when: str = "") -> Case:
    """`yield case(desk.enrol, REGISTRAR, "S-1", OPEN)` counts that call and gives its answer."""
    return Case(method, arguments, when)


@contextmanager
def counting(university: Container) -> Iterator[Count]:
    """`count(action)` tells how many statements the action sends, beside those that begin a transaction."""
    statements: list[str] = []

    def listen(connection: object, cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(university.get(Engine), "before_cursor_execute", listen)

    def run(action: Act) -> int:
        statements.clear()
        action()
        return len([statement for statement in statements if statement != "BEGIN"])

    yield run
    event.remove(university.get(Engine), "before_cursor_execute", listen)


def counted(university: Container, *groups: Cases) -> dict[str, int]:
    """How many statements each case sends."""
    counts: dict[str, int] = {}
    with counting(university) as count:
        for cases in groups:
            _carry_out(cases, count, counts)
    return counts


def _carry_out(cases: Cases, count: Count, counts: dict[str, int]) -> None:
    answer: Any = None

    def call(one: Case) -> None:
        nonlocal answer
        answer = one.method(*one.arguments)

    with suppress(StopIteration):
        while True:
            one = cases.send(answer)
            assert one.name not in counts, one.name
            counts[one.name] = count(partial(call, one))


def use_cases() -> set[str]:
    """Every public method of every class in `university.application`, as far as this app has come."""
    names: set[str] = set()
    for found in pkgutil.iter_modules(application.__path__, f"{application.__name__}."):
        if not found.ispkg:
            classes = inspect.getmembers(importlib.import_module(found.name), inspect.isclass)
            names |= set(_methods(found.name, (kind for _, kind in classes)))
    return names


def _methods(module: str, classes: Iterable[type]) -> Iterator[str]:
    for kind in classes:
        if (
            kind.__module__ == module
            and not kind.__name__.startswith("_")
            and kind.__name__ not in NO_USE_CASES
        ):
            for name, member in vars(kind).items():
                if inspect.isfunction(member) and not name.startswith("_"):
                    yield f"{kind.__name__}.{name}"


def use_cases_with_a_count() -> set[str]:
    """The methods that the tables name."""
    tables = [importlib.import_module(name).STATEMENTS for name in TABLES if find_spec(name)]
    return {name.partition(",")[0] for table in tables for name in table}
