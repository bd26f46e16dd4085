"""The slow partner of exercise 1.2 counts what waits together, and lets go of who waits alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from types import SimpleNamespace

import pytest

from grader.props import partners
from grader.props.partners import Fetch, Partner, asked, fetched, most_waiting

CODES = [f"BIO-{number}" for number in range(101, 113)]


def in_turn(fetch: Fetch, codes: list[str]) -> list[str]:
    return [fetch(code) for code in codes]


def with_threads(workers: int) -> Callable[[Fetch, list[str]], list[str]]:
    def fetch_all(fetch: Fetch, codes: list[str]) -> list[str]:
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(fetch, codes))

    return fetch_all


@pytest.mark.parametrize("workers", [2, 5, 7])
def test_the_number_of_workers_is_what_waits_together(workers: int) -> None:
    assert most_waiting(with_threads(workers), CODES, company=workers) == workers


def test_more_workers_than_wanted_are_noticed() -> None:
    assert most_waiting(with_threads(12), CODES, company=5) > 5


def test_who_waits_alone_is_let_go_and_waits_once_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partners, "_OPEN", 0.001)
    begin = time.monotonic()
    assert most_waiting(in_turn, CODES * 10) == 1
    assert time.monotonic() - begin < 30, "each of 120 calls would wait half a second"


def test_calls_in_turn_stay_open_no_longer_once_that_is_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    stays: list[None] = []
    monkeypatch.setattr(partners, "_stay_open", lambda: stays.append(None))
    assert most_waiting(in_turn, CODES) == 1
    assert len(stays) < len(CODES) / 2


def test_company_after_lone_calls_is_counted() -> None:
    def one_and_then_others(fetch: Fetch, codes: list[str]) -> list[str]:
        return [*map(fetch, codes[:2]), *with_threads(5)(fetch, codes[2:])]

    assert most_waiting(one_and_then_others, CODES) == 5


def test_moments_of_a_busy_machine_count_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter([0.2, 0.3, 0.2, *[0.01] * 99])
    clock = [0.0]

    def sleep(_: float) -> None:
        clock[0] += next(moments)

    busy = SimpleNamespace(sleep=sleep, monotonic=lambda: clock[0])
    monkeypatch.setattr(partners, "time", busy)
    partners._stay_open()
    assert clock[0] == pytest.approx(0.72)


def test_a_call_for_the_first_code_is_answered_without_the_others() -> None:
    assert fetched(lambda fetch, codes: [fetch(codes[0])], CODES) == ["the partner's BIO-101"]


def test_the_first_answer_does_not_arrive_first() -> None:
    def as_they_arrive(fetch: Fetch, codes: list[str]) -> list[str]:
        with ThreadPoolExecutor(3) as pool:
            return [done.result() for done in as_completed([pool.submit(fetch, code) for code in codes])]

    arrived = fetched(as_they_arrive, ["BIO-101", "CHE-101", "ECO-101"])
    assert isinstance(arrived, list)
    assert arrived[-1] == "the partner's BIO-101"


def test_answers_failures_and_what_was_asked() -> None:
    assert fetched(in_turn, ["BIO-101", "CHE-101"]) == ["the partner's BIO-101", "the partner's CHE-101"]
    assert asked(in_turn, ["CHE-101", "BIO-101", "CHE-101"]) == ["BIO-101", "CHE-101", "CHE-101"]
    with pytest.raises(ConnectionError):
        fetched(in_turn, ["BIO-101"], "BIO-101")
    with pytest.raises(ValueError, match="no course code"):
        Partner(1).fetch("broken")
    with pytest.raises(TimeoutError, match="in time"):
        Partner(1).fetch("late")
