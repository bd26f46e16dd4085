"""Finding and making users."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records_campus import ANA, USERS, records_campus
from small_campus import MakeUniversity

from university.application.ports.unit_of_work import Units
from university.application.ports.user_repository import UserRepository
from university.application.users import EmailTaken, Users, normalised
from university.domain.errors import InvalidValue, NotFound
from university.domain.identity import Role, User


@pytest.fixture
def users(make_university: MakeUniversity) -> Users:
    return make_university(records_campus()).get(Users)


def test_a_new_user_is_an_applicant_found_by_the_address(users: Users) -> None:
    made = users.create("  Zoë.Okafor@Example.ORG ", " Zoë   Okafor ")
    assert made == User(made.id, "zoë.okafor@example.org", "Zoë Okafor", frozenset({Role.APPLICANT}))
    assert users.by_email("ZOË.OKAFOR@EXAMPLE.ORG") == made
    assert users.by_email("Zoe\u0308.Okafor@example.org") == made, "composed or not is one address"


def test_the_campus_has_its_users(users: Users) -> None:
    assert [users.by_email(user.email.upper()) for user in USERS] == list(USERS)


def test_an_address_belongs_to_one_user(users: Users) -> None:
    with pytest.raises(EmailTaken, match=r"ana@example\.org has an account"):
        users.create("Ana@Example.org", "Another Ana")
    assert users.by_email("ana@example.org") == ANA


@pytest.mark.parametrize(
    "email",
    [
        "", "ana", "@example.org", "ana@", "ana@example", "ana@@example.org", "a na@example.org",
        "ana@example..org", "ana@example.org.", "ana@exam ple.org", "ana@example.org\nbcc: all@example.org",
        "ana\x00@example.org", "a" * 250 + "@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(users: Users, email: str) -> None:
    with pytest.raises(InvalidValue):
        users.create(email, "Ana")


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "Ana\x1b[31m"])
def test_a_name_must_be_one(users: Users, name: str) -> None:
    with pytest.raises(InvalidValue):
        users.create("new@example.org", name)


def test_a_name_is_one_line(users: Users) -> None:
    assert users.create("new@example.org", "Ana\nSilva").name == "Ana Silva"


def test_a_persons_user_has_the_role_and_the_number(users: Users) -> None:
    roles = {Role.STUDENT, Role.PROFESSOR}
    made = users.create("bea@example.org", "Bea O'Brien", roles, student="S-3", professor="P-2")
    assert users.by_email("bea@example.org") == made
    assert (made.roles, made.student, made.professor) == (frozenset(roles), "S-3", "P-2")


@pytest.mark.parametrize(
    ("roles", "student", "professor"),
    [
        ((), None, None),
        ((Role.STUDENT,), None, None),
        ((Role.REGISTRAR,), "S-1", None),
        ((Role.PROFESSOR,), "S-1", None),
        ((Role.STUDENT, Role.PROFESSOR), "S-1", None),
        ((Role.STUDENT,), "", None),
    ],
)
def test_role_and_number_come_together(
    users: Users, roles: tuple[Role, ...], student: str | None, professor: str | None
) -> None:
    with pytest.raises(InvalidValue):
        users.create("new@example.org", "New", roles, student=student, professor=professor)
    with pytest.raises(NotFound):
        users.by_email("new@example.org")


def test_the_person_behind_a_user_exists(users: Users) -> None:
    with pytest.raises(NotFound, match="no student S-9"):
        users.create("new@example.org", "New", [Role.STUDENT], student="S-9")
    with pytest.raises(NotFound, match="no professor P-9"):
        users.create("new@example.org", "New", [Role.PROFESSOR], professor="P-9")
    with pytest.raises(NotFound):
        users.by_email("new@example.org")


@pytest.mark.parametrize("email", ["nobody@example.org", "", "\x00", "x" * 10_000])
def test_nobody_is_not_found(users: Users, email: str) -> None:
    with pytest.raises(NotFound, match="no such user"):
        users.by_email(email)


def test_what_is_not_committed_never_was(make_university: MakeUniversity) -> None:
    university = make_university(records_campus())
    with university.get(Units)() as work:
        assert work[UserRepository].add(User("U-9", "new@example.org", "New", frozenset({Role.ADMIN})))
    with pytest.raises(NotFound):
        university.get(Users).by_email("new@example.org")


@given(st.text())
def test_normalising_twice_is_normalising_once(email: str) -> None:
    assert normalised(normalised(email)) == normalised(email)
