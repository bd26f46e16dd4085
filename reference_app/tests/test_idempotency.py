"""A request under a key is carried out once: sent again, sent twice at one moment, cut off halfway."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from small_campus import ANA, REGISTRAR, MakeUniversity

from university.adapters.clock import FixedClock
from university.application.errors import StoreBusy
from university.application.holds import Holds
from university.application.idempotency import (
    KEPT,
    LEASE,
    Answer,
    AnswerLost,
    Idempotency,
    KeyInUse,
    KeyReused,
    Outcome,
)
from university.application.ports.idempotency_repository import IdempotencyRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container
from university.domain.holds import HoldKind
from university.domain.identity import User

KEY, PRINT = "8c1f", "f" * 64


@pytest.fixture
def university(make_university: MakeUniversity) -> Container:
    return make_university()


def placing(university: Container) -> Answer:
    """An action that changes something: each time it is carried out there is one hold more."""
    hold = university.get(Holds).place(REGISTRAR, "S-1", HoldKind.LIBRARY, "An atlas")
    return Answer(201, f'{{"id": "{hold.id}"}}', f"/holds/{hold.id}")


def holds(university: Container) -> int:
    return len(university.get(Holds).of(REGISTRAR, "S-1"))


def send(
    university: Container,
    action: Callable[[Container], Answer] = placing,
    *,
    fingerprint: str = PRINT,
    user: User = REGISTRAR,
) -> Outcome:
    return university.get(Idempotency).run(user, KEY, fingerprint, lambda: action(university))


def fail(_: Container) -> Answer:
    raise StoreBusy


def place_and_fail(university: Container) -> Answer:
    placing(university)
    raise StoreBusy


def test_what_is_sent_again_gets_the_first_answer(university: Container) -> None:
    first, again = send(university), send(university)
    assert (first.answer, first.replayed, again.replayed) == (again.answer, False, True)
    assert holds(university) == 1


def test_a_refusal_is_kept_as_an_answer(university: Container) -> None:
    refused = Answer(409, '{"status": 409}')
    assert send(university, lambda _: refused).answer == refused
    assert send(university).answer == refused
    assert holds(university) == 0


def test_a_key_is_one_users_and_one_requests(university: Container) -> None:
    send(university)
    with pytest.raises(KeyReused):
        send(university, fingerprint="0" * 64)
    assert send(university, user=ANA).replayed is False


def test_what_failed_without_a_change_may_be_sent_again(university: Container) -> None:
    with pytest.raises(StoreBusy):
        send(university, fail)
    assert send(university).answer.status == 201
    assert holds(university) == 1


def test_what_was_changed_is_not_changed_again_though_the_answer_is_lost(
    university: Container, clock: FixedClock
) -> None:
    with pytest.raises(StoreBusy):
        send(university, place_and_fail)
    with pytest.raises(KeyInUse):
        send(university)
    clock.instant += LEASE
    with pytest.raises(AnswerLost):
        send(university)
    assert holds(university) == 1


def test_who_was_overtaken_changes_nothing(university: Container, clock: FixedClock) -> None:
    def slow(university: Container) -> Answer:
        clock.instant += LEASE
        with ThreadPoolExecutor(1) as other:  # another process, which has its own context
            assert other.submit(send, university).result().replayed is False
        return placing(university)

    with pytest.raises(KeyInUse):
        send(university, slow)
    assert send(university).replayed is True
    assert holds(university) == 1


def test_of_many_at_one_moment_one_is_carried_out(university: Container) -> None:
    start = threading.Barrier(4)

    def try_it() -> int:
        start.wait()
        try:
            return send(university).answer.status
        except (KeyInUse, StoreBusy):
            return 0

    with ThreadPoolExecutor(4) as pool:
        statuses = [task.result() for task in [pool.submit(try_it) for _ in range(4)]]
    assert set(statuses) <= {0, 201} and 201 in statuses
    assert holds(university) == 1


def test_after_a_day_the_key_is_forgotten(university: Container, clock: FixedClock) -> None:
    send(university)
    clock.instant += KEPT + timedelta(seconds=1)
    assert send(university).replayed is False
    assert holds(university) == 2


def test_an_action_that_changes_nothing_leaves_no_mark_on_others(university: Container) -> None:
    send(university, lambda _: Answer(200, "{}"))
    assert holds(university) == 0
    placing(university)
    with university.get(Units)() as work:
        found = work[IdempotencyRepository].find(REGISTRAR.id, KEY)
    assert found is not None and not found.done and found.answer == Answer(200, "{}")
