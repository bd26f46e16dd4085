"""Users: who somebody is when they come to a door."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Collection

from university.application.ports.unit_of_work import Units
from university.application.ports.user_repository import UserRepository
from university.application.texts import checked
from university.domain.errors import DomainError, InvalidValue, NotFound
from university.domain.identity import Role, User

__all__ = ["EmailTaken", "Users"]

LONGEST_NAME = 200
LONGEST_EMAIL = 254
"""The most that a mail server has to take (RFC 5321, by its erratum 1690)."""

# Whether an address works only a mail can show: this refuses what is none at all.
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


class EmailTaken(DomainError):
    """The address belongs to another user."""

    code = "user.email_taken"


class Users:
    """Finds and makes users. It is asked before anybody acts, so it takes no user itself: doors guard it."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def by_email(self, email: str) -> User:
        """The user with this address, however it is written. Raises NotFound."""
        with self._units() as work:
            user = work[UserRepository].by_email(normalised(email))
        if user is None:
            raise NotFound("There is no such user.", remedy="Check the address.")
        return user

    def create(
        self,
        email: str,
        name: str,
        roles: Collection[Role] = (Role.APPLICANT,),
        *,
        student: str | None = None,
        professor: str | None = None,
    ) -> User:
        """Make a user. A student's user names the student's number, a professor's the professor's.

        Raises InvalidValue, EmailTaken, NotFound.
        """
        chosen = frozenset(roles)
        _check_person(chosen, Role.STUDENT, student)
        _check_person(chosen, Role.PROFESSOR, professor)
        user = User(str(uuid.uuid4()), address(email), person_name(name), chosen, student, professor)
        with self._units() as work:
            if not work[UserRepository].add(user):
                raise EmailTaken(f"{user.email} has an account.", remedy="Sign in with it, or use another.")
            work.commit()
            return user


def normalised(email: str) -> str:
    """The one way in which an address is kept: composed, without blanks around it, in small letters.

    RFC 5321 lets a mail server tell `Ana@` from `ana@`; hardly any does, and people do not.
    """
    return unicodedata.normalize("NFC", email.strip().lower())


def address(email: str) -> str:
    """An e-mail address as it is kept. Raises InvalidValue."""
    tidy = normalised(checked(email, "address", LONGEST_EMAIL))
    if len(tidy) > LONGEST_EMAIL or not EMAIL.fullmatch(tidy):
        raise InvalidValue("That is no e-mail address.", remedy="Write it like ana@example.org.")
    return tidy


def person_name(name: str) -> str:
    """Somebody's name on one line. Raises InvalidValue."""
    tidy = " ".join(checked(name, "name", LONGEST_NAME).split())
    if not tidy:
        raise InvalidValue("A name is needed.", remedy="Write the name.")
    return tidy


def _check_person(roles: frozenset[Role], role: Role, number: str | None) -> None:
    if not roles:
        raise InvalidValue("A user needs a role.", remedy="Give at least one.")
    if (role in roles) != bool(number):
        raise InvalidValue(
            f"The role {role} and a {role}'s number come together.", remedy="Give both, or neither."
        )
