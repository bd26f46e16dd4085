"""Signing in with address and password, on every store."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from records_campus import ANA, KOFI, records_campus
from small_campus import MakeUniversity

from university.adapters.clock import FixedClock
from university.adapters.passwords import Argon2Hasher
from university.application import authentication as module
from university.application.authentication import (
    DEMO_PASSWORD,
    LONGEST,
    MOST_AT_ONE_ACCOUNT,
    WINDOW,
    Authentication,
    SignInRefused,
    TooManyAttempts,
)
from university.application.ports.credential_repository import CredentialRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container
from university.domain.errors import DomainError, InvalidValue, NotFound

SECRET = "a heron stands in the reeds"  # noqa: S105
HERE, THERE = "192.0.2.1", "198.51.100.7"


class PlainHasher:
    """Fast: what a password costs is argon2's matter, and has its own test."""

    made_with = "old"

    def hash(self, password: str) -> str:
        return f"{self.made_with}:{password}"

    def verify(self, hashed: str, password: str) -> bool:
        return hashed.partition(":")[2] == password

    def outdated(self, hashed: str) -> bool:
        return not hashed.startswith(self.made_with)


@pytest.fixture
def university(make_university: MakeUniversity) -> Container:
    container = make_university(records_campus(), {"passwords.hasher": PlainHasher})
    container.get(Authentication).set_password(ANA.email, SECRET)
    return container


@pytest.fixture
def authentication(university: Container) -> Authentication:
    return university.get(Authentication)


def kept(university: Container) -> str | None:
    with university.get(Units)() as work:
        return work[CredentialRepository].password(ANA.id)


def fail(authentication: Authentication, times: int, email: str = ANA.email, client: str = HERE) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            authentication.sign_in(email, "wrong", client)


def test_address_and_password_belong_together(authentication: Authentication) -> None:
    assert authentication.sign_in(" ANA@Example.org ", SECRET, HERE) == ANA
    for email, password in [
        (ANA.email, SECRET.upper()), (ANA.email, ""), (ANA.email, SECRET + " "), (KOFI.email, SECRET),
        ("nobody@example.org", SECRET), ("", ""), ("\x00", "\x00"), ("\ud800", "\ud800"),
        (ANA.email, "x" * 10_000),
    ]:  # fmt: skip
        with pytest.raises(SignInRefused) as refused:
            authentication.sign_in(email, password, THERE + str(len(password)))
        assert "do not belong together" in refused.value.message, "it is not said which of the two is wrong"


def test_composed_or_not_is_one_password(authentication: Authentication) -> None:
    authentication.set_password(ANA.email, "Zoë stands in the reeds")
    assert authentication.sign_in(ANA.email, "Zoe\u0308 stands in the reeds", HERE) == ANA


def test_the_demonstrations_password_is_for_those_without_their_own(university: Container) -> None:
    shown = university.get(Authentication)
    assert shown.sign_in(KOFI.email, DEMO_PASSWORD, HERE) == KOFI
    for email in (ANA.email, "nobody@example.org"):
        with pytest.raises(SignInRefused):
            shown.sign_in(email, DEMO_PASSWORD, HERE)


def test_production_refuses_the_demonstrations_password(university: Container, clock: FixedClock) -> None:
    units = university.get(Units)
    production = Authentication(units, clock, PlainHasher, demonstration=False)
    with pytest.raises(SignInRefused):
        production.sign_in(KOFI.email, DEMO_PASSWORD, HERE)
    with units() as work:
        work[CredentialRepository].keep_password(KOFI.id, PlainHasher().hash(DEMO_PASSWORD))
        work.commit()
    with pytest.raises(SignInRefused):
        production.sign_in(KOFI.email, DEMO_PASSWORD, HERE)
    assert production.sign_in(ANA.email, SECRET, HERE) == ANA


def test_after_five_failures_even_the_right_password_waits(
    authentication: Authentication, clock: FixedClock
) -> None:
    fail(authentication, MOST_AT_ONE_ACCOUNT)
    clock.instant += timedelta(minutes=4)
    for _ in range(3):
        with pytest.raises(TooManyAttempts, match="Too many attempts") as refused:
            authentication.sign_in(ANA.email, SECRET, HERE)
        assert refused.value.retry_after == 6 * 60, "asking again does not make the wait longer"
        assert "6 minutes" in refused.value.remedy
    clock.instant += timedelta(minutes=6)
    assert authentication.sign_in(ANA.email, SECRET, HERE) == ANA


def test_nobody_locks_out_somebody_at_another_address(authentication: Authentication) -> None:
    fail(authentication, MOST_AT_ONE_ACCOUNT, client="203.0.113.9")
    assert authentication.sign_in(ANA.email, SECRET, HERE) == ANA


def test_an_unknown_address_is_throttled_like_a_known_one(authentication: Authentication) -> None:
    fail(authentication, MOST_AT_ONE_ACCOUNT, "nobody@example.org")
    with pytest.raises(TooManyAttempts):
        authentication.sign_in("NOBODY@example.org", SECRET, HERE)


def test_one_client_cannot_try_many_accounts(
    authentication: Authentication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_OF_ONE_CLIENT", 8)
    for number in range(8):
        fail(authentication, 1, f"somebody{number}@example.org", f"2001:db8::{number:x}")
    with pytest.raises(TooManyAttempts):
        authentication.sign_in(ANA.email, SECRET, "2001:db8::ffff")
    assert authentication.sign_in(ANA.email, SECRET, "2001:db8:0:1::1") == ANA


def test_guesses_at_one_moment_count_too(university: Container, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at, verify = [], PlainHasher.verify
    monkeypatch.setattr(
        PlainHasher, "verify", lambda *its: looked_at.append(threading.get_ident()) or verify(*its)
    )
    said = []

    def guess() -> None:
        try:
            university.get(Authentication).sign_in(ANA.email, "wrong", HERE)
        except DomainError as error:
            said.append(error.code)

    guesses = [threading.Thread(target=guess) for _ in range(9)]
    for one in guesses:
        one.start()
    for one in guesses:
        one.join()
    assert len(said) == 9 and len(looked_at) <= MOST_AT_ONE_ACCOUNT


def test_success_forgets_the_failures_before_it(
    university: Container, authentication: Authentication, clock: FixedClock
) -> None:
    fail(authentication, MOST_AT_ONE_ACCOUNT - 1)
    fail(authentication, 1, "old@example.org")
    authentication.sign_in(ANA.email, SECRET, HERE)
    fail(authentication, MOST_AT_ONE_ACCOUNT - 1)
    clock.instant += WINDOW + timedelta(seconds=1)
    authentication.sign_in(ANA.email, SECRET, THERE)
    with university.get(Units)() as work:
        assert work[CredentialRepository].attempts(HERE, clock.instant - timedelta(days=1)) == []


def test_nothing_on_file_names_who_tried(university: Container, clock: FixedClock) -> None:
    fail(university.get(Authentication), 1, "typed my password here")
    with university.get(Units)() as work:
        (attempt,) = work[CredentialRepository].attempts(HERE, clock.instant - WINDOW)
    assert "typed" not in attempt.account and len(attempt.account) == 64


def test_an_outdated_hash_is_made_anew(university: Container, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PlainHasher, "made_with", "new")
    assert kept(university) == f"old:{SECRET}"
    university.get(Authentication).sign_in(ANA.email, SECRET, HERE)
    assert kept(university) == f"new:{SECRET}"


def test_who_knows_the_old_password_changes_it(university: Container) -> None:
    authentication = university.get(Authentication)
    with pytest.raises(SignInRefused):
        authentication.change_password(ANA, "wrong", "another heron in the reeds", HERE)
    authentication.change_password(ANA, SECRET, "another heron in the reeds", HERE)
    assert authentication.sign_in(ANA.email, "another heron in the reeds", HERE) == ANA
    fail(authentication, 1)


@pytest.mark.parametrize(
    "password",
    ["", "short", "fourteen chars", "x" * (LONGEST + 1), "a" * 20, DEMO_PASSWORD, "ababababababababab"],
)
def test_a_password_must_be_long_and_not_guessed(authentication: Authentication, password: str) -> None:
    with pytest.raises(InvalidValue):
        authentication.set_password(ANA.email, password)


def test_nobody_without_an_account_has_a_password(authentication: Authentication) -> None:
    with pytest.raises(NotFound):
        authentication.set_password("nobody@example.org", SECRET)


def test_argon2id_salts_and_verifies() -> None:
    hasher = Argon2Hasher()
    first, second = hasher.hash(SECRET), hasher.hash(SECRET)
    assert first != second and first.startswith("$argon2id$")
    assert len(first) <= 200, "it fits into its column"
    assert hasher.verify(first, SECRET) and not hasher.verify(first, SECRET + "!")
    assert not hasher.verify("no hash at all", SECRET) and not hasher.outdated(second)
