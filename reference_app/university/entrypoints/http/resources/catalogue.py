"""Departments, courses, terms and sections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field

from university.application import catalogue as found
from university.domain import catalogue, terms, timetable
from university.domain.requirements import courses_in, describe
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Identity, Linked, PageQuery, Resource


class Department(Linked):
    """A department; `courses` counts them."""

    code: str = Field(examples=["BIO"])
    name: str
    about: str
    courses: int

    @classmethod
    def of(cls, department: catalogue.Department, courses: int, links: Links) -> Self:
        """The department with the number of its courses."""
        here = {
            "self": links.to("departments", department.code),
            "courses": links.to("courses", department=department.code),
        }
        return cls(
            code=department.code, name=department.name, about=department.about, courses=courses, links=here
        )


class Departments(Linked):
    """Every department, by code."""

    items: list[Department]

    @classmethod
    def of(cls, summaries: Sequence[found.DepartmentSummary], links: Links) -> Self:
        """The whole list."""
        items = [Department.of(each.department, each.courses, links) for each in summaries]
        return cls(items=items, links={"self": links.to("departments")})


class CourseOrder(StrEnum):
    """What courses are sorted by; a minus turns the order round."""

    CODE = "code"
    TITLE = "title"
    CREDITS = "credits"
    CODE_DOWN = "-code"
    TITLE_DOWN = "-title"
    CREDITS_DOWN = "-credits"


class CourseQuery(PageQuery):
    """Which courses, and in which order."""

    q: Annotated[str, Field(max_length=100, description="Words of the title, or of the code.")] = ""
    department: Identity | None = None
    credits: Annotated[int, Field(ge=0, le=100)] | None = None
    sort: CourseOrder = CourseOrder.CODE

    @property
    def often(self) -> bool:
        """People leaf through the same lists, but write words of their own."""
        return not self.q


class Course(Linked):
    """A course of the catalogue; `prerequisites` in words, `builds_on` the codes that they name."""

    code: str = Field(examples=["BIO-201"])
    title: str
    department: str
    credits: int
    description: str
    prerequisites: str = Field(examples=["BIO-101 and (CHE-110 or PHY-110)"])
    builds_on: list[str]
    corequisites: list[str]

    @classmethod
    def of(cls, course: catalogue.Course, links: Links) -> Self:
        """The course."""
        return cls(
            code=course.code,
            title=course.title,
            department=course.department,
            credits=course.credits,
            description=course.description,
            prerequisites=describe(course.prerequisites),
            builds_on=list(dict.fromkeys(courses_in(course.prerequisites))),
            corequisites=sorted(course.corequisites),
            links={
                "self": links.to("courses", course.code),
                "department": links.to("departments", course.department),
                "sections": links.to("sections", course=course.code),
            },
        )


class Window(Resource):
    """A time in which something can be done: from `opens`, and before `closes`."""

    opens: datetime
    closes: datetime

    @classmethod
    def of(cls, window: terms.Window, zone: ZoneInfo) -> Self:
        """The window, with the campus's offset of that day."""
        return cls(opens=window.opens.replace(tzinfo=zone), closes=window.closes.replace(tzinfo=zone))


class Term(Linked):
    """A term and its windows, on the clocks of `zone`."""

    code: str = Field(examples=["2027-spring"])
    name: str
    starts: date
    ends: date
    zone: str = Field(examples=["Europe/London"])
    add: Window
    drop: Window
    withdraw: Window
    grading: Window

    @classmethod
    def of(cls, term: terms.Term, links: Links) -> Self:
        """The term."""
        zone = ZoneInfo(term.zone)
        return cls(
            code=term.code,
            name=term.name,
            starts=term.starts,
            ends=term.ends,
            zone=term.zone,
            add=Window.of(term.add, zone),
            drop=Window.of(term.drop, zone),
            withdraw=Window.of(term.withdraw, zone),
            grading=Window.of(term.grading, zone),
            links={"self": links.to("terms", term.code), "sections": links.to("sections", term=term.code)},
        )


class Terms(Linked):
    """Every term, in the order of time; `current` is the one that students enrol for."""

    items: list[Term]
    current: str | None

    @classmethod
    def of(cls, known: Sequence[terms.Term], current: terms.Term | None, links: Links) -> Self:
        """The whole list."""
        items = [Term.of(term, links) for term in known]
        return cls(items=items, current=current.code if current else None, links={"self": links.to("terms")})


class Meeting(Resource):
    """A weekly meeting, on the campus's clocks."""

    day: str = Field(examples=["monday"])
    start: str = Field(examples=["09:00"])
    end: str = Field(examples=["10:30"])
    room: str

    @classmethod
    def of(cls, meeting: timetable.Meeting) -> Self:
        """The meeting."""
        day = meeting.day.name.lower()
        return cls(day=day, start=f"{meeting.start:%H:%M}", end=f"{meeting.end:%H:%M}", room=meeting.room)
