"""Students and their places in sections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from university.application.enrolment import Place, Timetable
from university.domain import enrolment, people
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Body, Identity, Linked, Query, Resource
from university.entrypoints.http.resources.catalogue import Meeting
from university.entrypoints.http.resources.problem import RefusalNote


class StudentQuery(Query):
    """Which students: part of the number or the name."""

    q: Annotated[str, Field(max_length=100)] = ""


class Student(Linked):
    """A student."""

    number: str = Field(examples=["S-1042"])
    name: str

    @classmethod
    def of(cls, student: people.Student, links: Links) -> Self:
        """The student."""
        here = ("students", student.number)
        parts = ("enrolments", "record", "transcripts", "holds")
        more = {part: links.to(*here, part) for part in parts}
        return cls(number=student.number, name=student.name, links={"self": links.to(*here), **more})


class Students(Linked):
    """At most 20 students, by number: who seeks more writes more."""

    items: list[Student]

    @classmethod
    def of(cls, found: Sequence[people.Student], links: Links) -> Self:
        """The list."""
        here = {"self": links.to("students")}
        return cls(items=[Student.of(student, links) for student in found], links=here)


class NewEnrolment(Body):
    """The section in which the student wants a place."""

    section: Annotated[Identity, Field(examples=["BIO-201-A"])]


class Answered(StrEnum):
    """What a place can be turned into."""

    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"


class EnrolmentChange(Body):
    """`enrolled` accepts an offer, `withdrawn` leaves a seat with a W."""

    status: Annotated[Answered, Field(strict=False)]


class Enrolment(Linked):
    """A place: `enrolled`, `waitlisted`, `offered` (until `expires`) or `withdrawn`."""

    student: str
    section: str
    status: str = Field(examples=["enrolled"])
    since: datetime
    expires: datetime | None

    @classmethod
    def of(cls, place: enrolment.Enrolment, links: Links) -> Self:
        """The place."""
        return cls(
            student=place.student,
            section=place.section,
            status=place.status.value,
            since=place.since,
            expires=place.expires,
            links={
                "self": links.to("students", place.student, "enrolments", place.section),
                "section": links.to("sections", place.section),
                "student": links.to("students", place.student),
            },
        )


class EnrolmentDetail(Enrolment):
    """A place by itself; `position` counts those in line from 1, and is null for who does not wait."""

    position: int | None

    @classmethod
    def in_line(cls, place: enrolment.Enrolment, position: int | None, links: Links) -> Self:
        """The place, and where it stands in line."""
        facts = Enrolment.of(place, links).model_dump() | {"position": position}
        return cls.model_validate(facts)


class TimetableEntry(Resource):
    """A place with what the student needs to know of its course."""

    enrolment: Enrolment
    course: str
    title: str
    credits: int
    meetings: list[Meeting]

    @classmethod
    def of(cls, place: Place, links: Links) -> Self:
        """The entry."""
        return cls(
            enrolment=Enrolment.of(place.enrolment, links),
            course=place.course.code,
            title=place.course.title,
            credits=place.course.credits,
            meetings=[Meeting.of(meeting) for meeting in place.section.meetings],
        )


class Enrolments(Linked):
    """A student's places in the current term, by section; `credits` counts the seats alone."""

    student: str
    term: str
    credits: int
    items: list[TimetableEntry]

    @classmethod
    def of(cls, timetable: Timetable, links: Links) -> Self:
        """The timetable."""
        number, term = timetable.student.number, timetable.term.code
        return cls(
            student=number,
            term=term,
            credits=timetable.credits,
            items=[TimetableEntry.of(place, links) for place in timetable.entries],
            links={
                "self": links.to("students", number, "enrolments"),
                "student": links.to("students", number),
                "term": links.to("terms", term),
            },
        )


class Assessment(Linked):
    """What enrolling would answer now: a status, or the reasons against it."""

    status: str | None
    refusals: list[RefusalNote]

    @classmethod
    def of(cls, decision: enrolment.Decision, student: str, section: str, links: Links) -> Self:
        """The decision."""
        return cls(
            status=decision.status.value if decision.status else None,
            refusals=[RefusalNote(code=one.code, message=one.message) for one in decision.refusals],
            links={
                "self": links.to("students", student, "assessments", section),
                "enrolments": links.to("students", student, "enrolments"),
                "section": links.to("sections", section),
            },
        )
