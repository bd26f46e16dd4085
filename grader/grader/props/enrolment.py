"""Facts for enrolment rules, built from a few plain keywords.

request(credits=15, course_credits=4)                       # a wish that the credit limit refuses
request(requires="BIO-101 with C or better and (CHE-110 or PHY-110)", grades={"BIO-101": "C-"})
request(meetings=["Mon 09:00-10:30"], timetable={"CHE-101-A": ["Mon 10:00-11:00"]})
ana, bo = waiting("S-1001", "S-1002")                       # Ana has waited longer
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from grader.props.holds import Row, holds_of
from university.adapters.campus.notation import parse
from university.domain.catalogue import Course, Section
from university.domain.enrolment import Enrolment, EnrolmentRequest, Refusal, Status
from university.domain.people import Student
from university.domain.record import AcademicRecord, CourseResult
from university.domain.requirements import AllOf, Needs, Requirement
from university.domain.terms import Term, Window
from university.domain.timetable import Meeting, Weekday

_DAYS = {day.name[:3].title(): day for day in Weekday}
_COURSE_CODE = re.compile(r"\b[A-Z]{2,4}-\d{3}[A-Z]?\b")
_FIRST_WAIT = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


class _Request(EnrolmentRequest):
    """A request whose repr shows only what the test cell gave, so that a message stays readable."""

    __slots__ = ("given",)
    given: Mapping[str, Any]

    def __repr__(self) -> str:
        return f"request({', '.join(f'{name}={value!r}' for name, value in self.given.items())})"


class _CanTake:
    """Tells for a student number whether that student can take a seat now."""

    def __init__(self, *barred: str) -> None:
        self._barred = barred

    def __call__(self, number: str) -> bool:
        """Whether the student is not one of those barred. Raises TypeError for anything but text."""
        if not isinstance(number, str):
            raise TypeError(
                f"give a student number such as 'S-1042', not an object of {type(number).__name__}"
            )
        return number not in self._barred

    def __repr__(self) -> str:
        return f"anyone_but({', '.join(map(repr, self._barred))})" if self._barred else "anyone()"


def meeting(text: str) -> Meeting:
    """A meeting such as `Mon 09:00-10:30`."""
    day, hours = text.split()
    start, end = hours.split("-")
    return Meeting(_DAYS[day], time.fromisoformat(start), time.fromisoformat(end))


def section(id: str, *meetings: str, capacity: int = 30, waitlist: int = 5) -> Section:
    """A section of the course that its id begins with: `BIO-201-A` belongs to `BIO-201`."""
    course = id.rsplit("-", 1)[0]
    return Section(id, course, "2027-spring", "P-17", capacity, waitlist, tuple(map(meeting, meetings)))


def request(
    *,
    student: str = "S-1042",
    completed: Iterable[str] = (),
    grades: Mapping[str, str] | None = None,
    in_progress: Iterable[str] = (),
    holds: Iterable[Row] = (),
    section_id: str = "BIO-201-A",
    requires: str | Iterable[str] = (),
    corequisites: Iterable[str] = (),
    credits: int = 0,
    course_credits: int = 3,
    capacity: int = 30,
    taken: int = 0,
    waiting: int = 0,
    waitlist: int = 5,
    now: str = "2027-01-20T09:00",
    opens: str = "2026-12-01T08:00",
    deadline: str = "2027-02-05T17:00",
    zone: str = "Europe/London",
    meetings: Iterable[str] = ("Mon 09:00-10:30",),
    timetable: Mapping[str, Iterable[str]] | None = None,
    waitlists: Mapping[str, Iterable[str]] | None = None,
    withdrawn: Mapping[str, Iterable[str]] | None = None,
) -> EnrolmentRequest:
    """A wish to enrol in `BIO-201-A`; what is not given stands in the way of nothing.

    `completed` are codes of courses passed with a B, `grades` maps others to their grades, `in_progress`
    are those without a grade yet. `requires` is a list of courses that are all needed, or a requirement
    in words; `holds` are kinds, such as `financial`, or rows (see `grader.props.holds`). `credits` are
    those already registered in the term, `taken` and `waiting` the section's students. `now` is an
    instant (UTC without an offset); adding is open from `opens` until `deadline`, campus local times in
    `zone`. `timetable` maps the ids of the sections that the student holds to their meetings, `waitlists`
    those of the sections waited for, `withdrawn` those given up.
    """
    given = {name: value for name, value in locals().items() if value != _DEFAULTS[name]}
    wanted = section(section_id, *meetings, capacity=capacity, waitlist=waitlist)
    moment = datetime.fromisoformat(now)
    built = _Request(
        student=Student(student, "Ana Ribeiro"),
        section=wanted,
        course=Course(
            wanted.course,
            "Cell Biology",
            wanted.course[:3],
            course_credits,
            prerequisites=_requirement(requires),
            corequisites=frozenset(corequisites),
        ),
        term=_term(datetime.fromisoformat(opens), datetime.fromisoformat(deadline), zone),
        now=moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC),
        record=_record(dict.fromkeys(completed, "B") | dict(grades or {}), in_progress),
        holds=holds_of(student, holds),
        timetable=_sections(timetable),
        waitlists=_sections(waitlists),
        withdrawn=_sections(withdrawn),
        registered_credits=credits,
        seats_taken=taken,
        waiting=waiting,
    )
    object.__setattr__(built, "given", given)  # the record is frozen for everyone else
    return built


_DEFAULTS: dict[str, object] = dict(request.__kwdefaults__ or {})


def _requirement(requires: str | Iterable[str]) -> Requirement:
    if isinstance(requires, str):
        return parse(requires)
    return AllOf(tuple(Needs(course) for course in requires))


def _record(grades: Mapping[str, str], in_progress: Iterable[str]) -> AcademicRecord:
    results = tuple(CourseResult(course, "2026-autumn", 4, grade) for course, grade in grades.items())
    return AcademicRecord(results, frozenset(in_progress))


def _sections(meetings: Mapping[str, Iterable[str]] | None) -> tuple[Section, ...]:
    return tuple(section(id, *held) for id, held in (meetings or {}).items())


def _term(opens: datetime, deadline: datetime, zone: str) -> Term:
    """A term in which adding ends at the deadline, dropping two weeks later, withdrawing after ten more."""
    dropping_ends, withdrawing_ends = deadline + timedelta(weeks=2), deadline + timedelta(weeks=12)
    return Term(
        "2027-spring",
        "Spring 2027",
        date(2027, 1, 11),
        date(2027, 5, 28),
        zone,
        add=Window(opens, deadline),
        drop=Window(opens, dropping_ends),
        withdraw=Window(dropping_ends, withdrawing_ends),
        grading=Window(withdrawing_ends, withdrawing_ends + timedelta(weeks=4)),
    )


def waiting(*numbers: str) -> list[Enrolment]:
    """Waitlisted enrolments in `BIO-201-A`, the first having waited longest (an hour between each two)."""
    return [
        Enrolment(number, "BIO-201-A", Status.WAITLISTED, _FIRST_WAIT + timedelta(hours=place))
        for place, number in enumerate(numbers)
    ]


def anyone() -> Callable[[str], bool]:
    """A `can_take` that lets every student take the seat."""
    return _CanTake()


def anyone_but(*numbers: str) -> Callable[[str], bool]:
    """A `can_take` that bars these students for now."""
    return _CanTake(*numbers)


def courses_named(
    rule: Callable[[EnrolmentRequest], Refusal | None], wish: EnrolmentRequest, *, as_written: bool = False
) -> list[str]:
    """The codes of other courses in the rule's refusal of a wish; none where it refuses nothing.

    They are sorted, or in the order of the text where `as_written`. What the rule raises passes through.
    """
    refusal = rule(wish)
    if refusal is None:
        return []
    codes = [code for code in _COURSE_CODE.findall(str(refusal.message)) if code != wish.course.code]
    return codes if as_written else sorted(codes)
