"""Counted rows, and blocks and functions to wrap."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from grader.props.iteration import counted_rows, pages_of
from grader.props.wrapping import Lists, changed_within, described, logged_calls


def pairs(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    for row in rows:
        yield [row] * size


def test_rows_are_counted_as_they_are_taken() -> None:
    assert pages_of(pairs, counted_rows(), 2, 1) == ([["row 1", "row 1"]], 1)
    assert pages_of(pairs, ["Ana"], 1, 9) == ([["Ana"]], 1)
    assert pages_of(pairs, counted_rows(5), 1, 0) == ([], 0)


def test_rows_can_be_gone_through_again_or_once() -> None:
    again, once = counted_rows(2), counted_rows(2, once=True)
    assert (list(again), list(again), again.taken) == (["row 1", "row 2"], ["row 1", "row 2"], 4)
    assert (list(once), list(once), once.taken) == (["row 1", "row 2"], [], 2)


def test_rows_without_end_end_with_an_error() -> None:
    with pytest.raises(RuntimeError, match="more than 1,000 rows"):
        list(counted_rows())


@contextlib.contextmanager
def no_draft(lists: Lists) -> Iterator[Lists]:
    yield lists


def test_a_block_is_watched_from_inside_and_afterwards() -> None:
    given = {"BIO-201-A": ["S-1"]}
    told = changed_within(no_draft, given, ["add BIO-201-A S-2", "open GEO-120-A", "fail"])
    changed = {"BIO-201-A": ["S-1", "S-2"], "GEO-120-A": []}
    assert told == {"inside": changed, "after": changed, "raised": "LookupError"}
    assert given == {"BIO-201-A": ["S-1"]}
    assert changed_within(no_draft, given, ["close BIO-201-A"])["after"] == {}


def counting(log: list[dict[str, Any]]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            log.append({"call": function.__name__})
            return function(*args, **kwargs)

        return call

    return decorate


def test_decorated_functions_are_called_and_described() -> None:
    results, log = logged_calls(counting, ["both 30 28 2", "share 1 0", "nothing 1 a=2"])
    assert results == ["1.0", "ZeroDivisionError", "None"]
    assert [one["call"] for one in log] == ["both", "seats_left", "share", "share", "nothing"]
    assert described(counting)[0] == ("call", None)
    assert described(lambda log: lambda function: function)[1] == ("share", "Seats for each student.")
