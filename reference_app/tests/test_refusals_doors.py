"""The rules that chapter 3 adds for its doors, broken one by one as in `test_refusals`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from refusing import Act, Prepare, check
from small_campus import ANA, NOW, MakeUniversity

from university.adapters.clock import FixedClock
from university.application import enquiries
from university.application.authentication import MOST_AT_ONE_ACCOUNT, Authentication, SignInRefused
from university.application.enquiries import Enquiries
from university.application.idempotency import LEASE, Answer, Idempotency
from university.application.ports.idempotency_repository import Claim, IdempotencyRepository
from university.application.ports.unit_of_work import Units
from university.application.tokens import MOST_TOKENS, Tokens
from university.bootstrap import Container

HERE = "192.0.2.1"
KEY, PRINT = "8c1f", "f" * 64


class PlainHasher:
    """Fast: here passwords are wrong."""

    def hash(self, password: str) -> str:
        return password

    def verify(self, hashed: str, password: str) -> bool:
        return hashed == password

    def outdated(self, hashed: str) -> bool:
        return False


def guess(university: Container) -> object:
    return university.get(Authentication).sign_in(ANA.email, "wrong", HERE)


def guessed_often(university: Container, _: FixedClock) -> Act:
    for _ in range(MOST_AT_ONE_ACCOUNT):
        with suppress(SignInRefused):
            guess(university)
    return lambda: guess(university)


def ask(university: Container) -> object:
    return university.get(Enquiries).send("Mei", "mei@example.org", "When does the term begin?")


def asked_often(university: Container, _: FixedClock) -> Act:
    for _ in range(enquiries.MOST_A_DAY):
        ask(university)
    return lambda: ask(university)


def every_token(university: Container, _: FixedClock) -> Act:
    tokens = university.get(Tokens)
    for _ in range(MOST_TOKENS):
        tokens.issue(ANA)
    return lambda: tokens.issue(ANA)


def send(university: Container, fingerprint: str = PRINT) -> Answer:
    return university.get(Idempotency).run(ANA, KEY, fingerprint, lambda: Answer(200, "{}")).answer


def sent_before(university: Container, _: FixedClock) -> Act:
    send(university)
    return lambda: send(university, "0" * 64)


def begun(*, done: bool) -> Prepare:
    """After an attempt that was cut off: before its change was made, or after."""

    def prepare(university: Container, clock: FixedClock) -> Act:
        claim = Claim(ANA.id, KEY, PRINT, "somebody", NOW)
        with university.get(Units)() as work:
            work[IdempotencyRepository].claim(claim)
            if done:
                work[IdempotencyRepository].mark_done(claim)
            work.commit()
        clock.instant = NOW + (LEASE if done else timedelta())
        return lambda: send(university)

    return prepare


def at_once(act: Callable[[Container], object]) -> Prepare:
    return lambda university, _: lambda: act(university)


REFUSALS: dict[str, Prepare] = {
    "sign_in.refused": at_once(guess),
    "sign_in.throttled": guessed_often,
    "enquiry.too_many": asked_often,
    "token.refused": at_once(lambda university: university.get(Tokens).bearer("uni_unknown")),
    "token.too_many": every_token,
    "idempotency.key_reused": sent_before,
    "idempotency.in_progress": begun(done=False),
    "idempotency.answer_lost": begun(done=True),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_at_a_door(
    make_university: MakeUniversity, clock: FixedClock, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enquiries, "MOST_A_DAY", 3)
    university = make_university(overrides={"passwords.hasher": PlainHasher})
    check(university, clock, name, REFUSALS[name])
