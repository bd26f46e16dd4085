"""Passwords are watched closely: a faulty hasher makes a day of signing in end in an error."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from argon2 import PasswordHasher as Argon2
from mutant_days import Overrides, university
from mutant_parts import Mutant
from records_campus import ANA, BIOLOGIST, KOFI, NOW, records_campus

from university.adapters.passwords import Argon2Hasher
from university.application.authentication import Authentication, SignInRefused
from university.application.ports.credential_repository import CredentialRepository
from university.application.ports.unit_of_work import Units
from university.bootstrap import Container
from university.domain.identity import User

LONG = "a heron stands in the reeds and looks at the water for a long time, then it flies"
SHORT = "a heron in the reeds"
HERE = "192.0.2.1"


def a_day_of_signing_in(overrides: Overrides) -> None:
    """What becomes of passwords."""
    with university(records_campus(), overrides, NOW) as container:
        authentication = container.get(Authentication)
        for user, password in ((ANA, LONG), (BIOLOGIST, LONG)):
            authentication.set_password(user.email, password)
        first, second = kept(container, ANA), kept(container, BIOLOGIST)
        assert "heron" not in first, "what is kept shows no password"
        assert first != second, "two people with one password are not known by it"
        assert len(first) <= 200, "it fits into its column"
        assert lets_in(authentication, ANA, LONG), "who knows the password comes in"
        for wrong in (LONG.upper(), LONG[:-1], LONG[:72] + "…", f" {LONG}", ""):
            assert not lets_in(authentication, ANA, wrong), "a password is compared to its last character"
        authentication.set_password(KOFI.email, SHORT)
        keep(container, KOFI, Argon2(time_cost=1, memory_cost=64).hash(SHORT))
        weak = kept(container, KOFI)
        assert lets_in(authentication, KOFI, SHORT), "an older hash still counts"
        assert kept(container, KOFI) != weak, "and is made anew"
        keep(container, KOFI, "no hash at all")
        assert not lets_in(authentication, KOFI, SHORT), "what is no hash lets nobody in"


def lets_in(authentication: Authentication, user: User, password: str) -> bool:
    try:
        return authentication.sign_in(user.email, password, HERE) == user
    except SignInRefused:
        return False
    except Exception as error:
        raise AssertionError("a hasher says yes or no, and raises nothing") from error


def kept(container: Container, user: User) -> str:
    with container.get(Units)() as work:
        return str(work[CredentialRepository].password(user.id))


def keep(container: Container, user: User, hashed: str) -> None:
    with container.get(Units)() as work:
        work[CredentialRepository].keep_password(user.id, hashed)
        work.commit()


class Plain(Argon2Hasher):
    def hash(self, password: str) -> str:
        return password

    def verify(self, hashed: str, password: str) -> bool:
        return hashed == password

    def outdated(self, hashed: str) -> bool:
        return False


class Unsalted(Plain):
    def hash(self, password: str) -> str:
        return hashlib.sha256(password.encode()).hexdigest()

    def verify(self, hashed: str, password: str) -> bool:
        return hashed == self.hash(password)


class Trusting(Argon2Hasher):
    def verify(self, hashed: str, password: str) -> bool:
        return hashed.startswith("$argon2")


class Shouting(Argon2Hasher):
    def hash(self, password: str) -> str:
        return super().hash(password.lower())

    def verify(self, hashed: str, password: str) -> bool:
        return super().verify(hashed, password.lower())


class Shortening(Argon2Hasher):
    """As bcrypt does, which reads 72 bytes."""

    def hash(self, password: str) -> str:
        return super().hash(password[:72])

    def verify(self, hashed: str, password: str) -> bool:
        return super().verify(hashed, password[:72])


class Content(Argon2Hasher):
    def outdated(self, hashed: str) -> bool:
        return False


class Strict(Argon2Hasher):
    """Takes only what was made with its own parameters, and so locks everybody out when they change."""

    def verify(self, hashed: str, password: str) -> bool:
        return hashed.startswith("$argon2") and not self.outdated(hashed) and super().verify(hashed, password)


class Raising(Argon2Hasher):
    def verify(self, hashed: str, password: str) -> bool:
        return self._argon2.verify(hashed, password)


def mutant(fault: str, part: Any) -> Mutant:
    return Mutant("passwords.hasher", fault, "signing in", part)


MUTANTS = (
    mutant("passwords are kept as they are", Plain),
    mutant("no salt", Unsalted),
    mutant("every password fits", Trusting),
    mutant("capitals do not matter", Shouting),
    mutant("only the beginning counts", Shortening),
    mutant("nothing is ever outdated", Content),
    mutant("older hashes count no more", Strict),
    mutant("a wrong password is an error", Raising),
)


def test_the_apps_own_hasher_passes() -> None:
    a_day_of_signing_in({})


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.fault)
def test_a_faulty_hasher_is_noticed(mutant: Mutant) -> None:
    with pytest.raises(AssertionError):
        a_day_of_signing_in({mutant.slot: mutant.part})
