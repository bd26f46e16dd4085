"""Who may do and see what: every role and every action, asked of the use cases themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from records_campus import (
    ADMIN,
    ANA,
    BIOLOGIST,
    ELIF,
    KOFI,
    MEI,
    NOW,
    REGISTRAR,
    records_campus,
)
from small_campus import MakeUniversity

from university.application.admissions import Admissions
from university.application.audit import AuditLog
from university.application.enrolment import EnrolmentDesk
from university.application.grades import GradeBook
from university.application.holds import Holds
from university.application.ports.application_repository import ApplicationRepository
from university.application.ports.unit_of_work import Units
from university.application.records import Records
from university.application.transcripts import Transcripts
from university.bootstrap import Container
from university.domain.access import PERMISSIONS, Action, Forbidden, reach
from university.domain.admissions import Application, Stage, Step
from university.domain.errors import InvalidValue, NotFound
from university.domain.holds import HoldKind
from university.domain.identity import Role, User

ROLES = (Role.APPLICANT, Role.STUDENT, Role.PROFESSOR, Role.REGISTRAR, Role.ADMIN)
TABLE = """
                        applicant  student  professor  registrar  admin
see students            -          own      own        all        -
see a record            -          own      -          all        -
enrol and drop          -          own      -          all        -
see a roster            -          -        own        all        -
enter grades            -          -        own        -          -
post and change grades  -          -        -          all        -
issue a transcript      -          own      -          all        -
place and release holds -          -        -          all        -
write an application    own        -        -          -          -
review applications     -          -        -          all        -
see reports             -          -        -          all        all
answer enquiries        -          -        -          all        -
see the audit log       -          -        -          -          all
"""
"""The university's regulations, as a registrar writes them down; a professor's own is what they teach."""

LATER = {Action.SEE_REPORTS, Action.ANSWER_ENQUIRIES}
"""Their use cases come with later chapters, and are tested there."""

CELLS = [
    (Action(line[:24].strip()), role, may)
    for line in TABLE.strip("\n").splitlines()[1:]
    for role, may in zip(ROLES, line[24:].split(), strict=True)
]
WHO = {
    Role.APPLICANT: KOFI,
    Role.STUDENT: ANA,
    Role.PROFESSOR: BIOLOGIST,
    Role.REGISTRAR: REGISTRAR,
    Role.ADMIN: ADMIN,
}
Ask = Callable[[Container, User], object]


def see_student(number: str) -> Ask:
    def ask(university: Container, user: User) -> None:
        if number not in {found.number for found in university.get(EnrolmentDesk).students(user, "")}:
            raise NotFound("Not in the list.", remedy="")

    return ask


def rewrite(id: str) -> Ask:
    return lambda university, user: university.get(Admissions).rewrite(user, id, "The shore.")


def change(section: str, student: str, old: str) -> Ask:
    return lambda university, user: university.get(GradeBook).change(
        user, section, student, old, "B", "Recounted."
    )


def enter(section: str, student: str) -> Ask:
    return lambda university, user: university.get(GradeBook).enter(user, section, {student: "A"}, version=0)


OWN_AND_OTHER: dict[Action, tuple[Ask, Ask]] = {
    Action.SEE_STUDENTS: (see_student("S-1"), see_student("S-3")),
    Action.SEE_RECORD: tuple(lambda u, user, n=n: u.get(Records).record(user, n) for n in ("S-1", "S-2")),
    Action.ENROL: tuple(
        lambda u, user, n=n: u.get(EnrolmentDesk).assess(user, n, "BIO-201-S") for n in ("S-1", "S-2")
    ),
    Action.SEE_ROSTER: tuple(
        lambda u, user, s=s: u.get(GradeBook).sheet(user, s) for s in ("BIO-101-F", "ART-101-F")
    ),
    Action.ENTER_GRADES: (enter("BIO-101-F", "S-1"), enter("ART-101-F", "S-3")),
    Action.POST_GRADES: (change("BIO-101-E", "S-2", "F"), change("ART-101-E", "S-1", "A-")),
    Action.ISSUE_TRANSCRIPT: tuple(
        lambda u, user, n=n: u.get(Transcripts).issue(user, n) for n in ("S-1", "S-2")
    ),
    Action.HANDLE_HOLDS: tuple(
        lambda u, user, n=n: u.get(Holds).place(user, n, HoldKind.LIBRARY, "Books.") for n in ("S-1", "S-2")
    ),
    Action.APPLY: (rewrite("of-kofi"), rewrite("of-mei")),
    Action.REVIEW_APPLICATIONS: tuple(
        lambda u, user, i=i: u.get(Admissions).advance(user, i, Step.REVIEW)
        for i in ("submitted-kofi", "submitted-mei")
    ),
    Action.SEE_EVENTS: (lambda u, user: u.get(AuditLog).read(user),) * 2,
}  # type: ignore[assignment]
"""For each action, a use case on what is the asker's own, and the same on what is another's."""


@pytest.fixture
def university(make_university: MakeUniversity) -> Container:
    made = make_university(records_campus())
    with made.get(Units)() as work:
        for who in (KOFI, MEI):
            name = who.email.partition("@")[0]
            draft = Application(f"of-{name}", who.id, who.name, who.email, "BIO", "The sea.")
            work[ApplicationRepository].add(draft)
            work[ApplicationRepository].add(
                Application(
                    f"submitted-{name}", who.id, who.name, who.email, "BIO", "The sea.", Stage.SUBMITTED
                )
            )
        work.commit()
    return made


def test_the_table_is_whole() -> None:
    assert {(action, role) for action, role, _ in CELLS} == {(a, r) for a in Action for r in Role}
    assert PERMISSIONS.keys() == set(Action)
    assert OWN_AND_OTHER.keys() == set(Action) - LATER


@pytest.mark.parametrize(("action", "role", "may"), [cell for cell in CELLS if cell[0] not in LATER])
def test_every_cell_through_a_use_case(university: Container, action: Action, role: Role, may: str) -> None:
    own, other = OWN_AND_OTHER[action]
    user = WHO[role]
    if may == "-":
        for ask in (own, other):
            with pytest.raises(Forbidden, match=f"You may not {action}"):
                ask(university, user)
        return
    own(university, user)
    if may == "all":
        other(university, user)
    else:
        with pytest.raises(NotFound):
            other(university, user)


@pytest.mark.parametrize(("action", "role", "may"), [cell for cell in CELLS if cell[0] in LATER])
def test_what_later_use_cases_ask(action: Action, role: Role, may: str) -> None:
    if may == "all":
        assert reach(WHO[role], action).everything
    else:
        with pytest.raises(Forbidden):
            reach(WHO[role], action)


def test_roles_add_up(university: Container) -> None:
    """A professor who studies, too, sees their own record and their own sections, and no more."""
    both = User("U-9", "both@example.org", "Both", ANA.roles | BIOLOGIST.roles, "S-3", "P-1")
    university.get(Records).record(both, "S-3")
    university.get(GradeBook).sheet(both, "BIO-101-F")
    seen = [student.number for student in university.get(EnrolmentDesk).students(both, "")]
    assert seen == ["S-1", "S-2", "S-3"]
    with pytest.raises(NotFound):
        university.get(Records).record(both, "S-1")
    with pytest.raises(NotFound):
        university.get(GradeBook).sheet(both, "ART-101-F")


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.STUDENT, Role.PROFESSOR])
def test_a_role_without_a_person_behind_it_reaches_nobody(university: Container, role: Role) -> None:
    """Somebody's roles came from elsewhere, the number did not: then nothing is theirs."""
    nobody = User("U-9", "nobody@example.org", "Nobody", frozenset({role}))
    for own, other in OWN_AND_OTHER.values():
        for ask in (own, other):
            with pytest.raises((Forbidden, NotFound)):
                ask(university, nobody)


def test_a_user_without_roles_may_nothing(university: Container) -> None:
    nobody = User("U-9", "nobody@example.org", "Nobody", frozenset())
    for own, _ in OWN_AND_OTHER.values():
        with pytest.raises(Forbidden):
            own(university, nobody)


@pytest.mark.parametrize(("after", "limit"), [(-1, 10), (0, 0), (0, 1_001), (2**63, 1)])
def test_the_log_is_read_in_parts(university: Container, after: int, limit: int) -> None:
    with pytest.raises(InvalidValue):
        university.get(AuditLog).read(ADMIN, after, limit)


def test_the_log_is_read_on_from_where_it_was_left(university: Container) -> None:
    for user in (ANA, ELIF, ANA):
        assert user.student is not None
        university.get(Transcripts).issue(user, user.student)
    log = university.get(AuditLog)
    (first, one), (second, two) = log.read(ADMIN, limit=2)
    ((third, three),) = log.read(ADMIN, after=second)
    assert first < second < third
    assert [event.actor for event in (one, two, three)] == [ANA.id, ELIF.id, ANA.id]
    assert {event.at for event in (one, two, three)} == {NOW}
    assert log.read(ADMIN, after=third) == []
