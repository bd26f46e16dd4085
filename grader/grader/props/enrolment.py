"""Facts for enrolment rules, built from a few plain keywords.

request(credits=16, course_credits=3)                       # a wish that the credit limit refuses
request(completed=["BIO-101"], requires=["BIO-101"])
request(meetings=["Mon 09:00-10:30"], timetable={"CHE-101-A": ["Mon 10:00-11:00"]})
ana, bo = waiting("S-1001", "S-1002")                       # Ana has waited longer
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from university.domain.catalogue import Course, Section, Term
from university.domain.enrolment import Enrolment, EnrolmentRequest, Refusal, Status
from university.domain.people import Student
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
    return Section(
        id, course, "2027-spring", "Noor Haddad", capacity, waitlist, tuple(map(meeting, meetings))
    )


def request(
    *,
    student: str = "S-1042",
    completed: Iterable[str] = (),
    section_id: str = "BIO-201-A",
    requires: Iterable[str] = (),
    credits: int = 0,
    course_credits: int = 3,
    capacity: int = 30,
    taken: int = 0,
    waiting: int = 0,
    waitlist: int = 5,
    now: str = "2027-01-20T09:00",
    deadline: str = "2027-02-05T17:00",
    zone: str = "Europe/London",
    meetings: Iterable[str] = ("Mon 09:00-10:30",),
    timetable: Mapping[str, Iterable[str]] | None = None,
) -> EnrolmentRequest:
    """A wish to enrol in `BIO-201-A`; what is not given stands in the way of nothing.

    `credits` are those already registered in the term, `taken` and `waiting` the section's students.
    `now` is an instant (UTC without an offset), `deadline` campus local time in `zone`. `timetable` maps the
    ids of the sections that the student holds to their meetings.
    """
    given = {name: value for name, value in locals().items() if value != _DEFAULTS[name]}
    wanted = section(section_id, *meetings, capacity=capacity, waitlist=waitlist)
    moment = datetime.fromisoformat(now)
    built = _Request(
        student=Student(student, "Ana Ribeiro", frozenset(completed)),
        section=wanted,
        course=Course(
            wanted.course, "Cell Biology", wanted.course[:3], course_credits, "", frozenset(requires)
        ),
        term=Term(
            "2027-spring",
            "Spring 2027",
            date(2027, 1, 11),
            date(2027, 5, 28),
            datetime.fromisoformat(deadline),
            zone,
        ),
        now=moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC),
        timetable=tuple(section(id, *held) for id, held in (timetable or {}).items()),
        registered_credits=credits,
        seats_taken=taken,
        waiting=waiting,
    )
    object.__setattr__(built, "given", given)  # the record is frozen for everyone else
    return built


_DEFAULTS: dict[str, object] = dict(request.__kwdefaults__ or {})


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
