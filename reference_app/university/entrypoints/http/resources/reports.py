"""The registrar's reports."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Generic, Self, TypeVar

from pydantic import Field

from university.application import reports
from university.entrypoints.http.resources.base import Identity, Linked, Query, Resource

R = TypeVar("R", bound=Resource)


class TermQuery(Query):
    """The term that the report is about."""

    term: Identity


class LargeQuery(TermQuery):
    """Courses with more than so many students."""

    students: Annotated[int, Field(ge=0, le=1_000_000)]


class ArrivalQuery(TermQuery):
    """The first so many students of each section."""

    each: Annotated[int, Field(ge=1, le=1_000)] = 3


class DepartmentQuery(Query):
    """The department that the report is about."""

    department: Identity


class FoundationQuery(Query):
    """The course that builds on others."""

    course: Identity


class RiskQuery(Query):
    """Averages below this one."""

    below: Annotated[Decimal, Field(ge=0, le=4, decimal_places=2)] = Decimal("2.00")


class Rows(Linked, Generic[R]):
    """All rows of a report."""

    items: list[R]


class CourseCount(Resource):
    """A course, and how many students have a seat in it."""

    course: str
    title: str
    students: int

    @classmethod
    def of(cls, row: reports.CourseCount) -> Self:
        """The row."""
        return cls(course=row.course, title=row.title, students=row.students)


class CourseCounts(Rows[CourseCount]):
    """Courses with their students."""


class FillRate(Resource):
    """How full a department's sections are; `rate` in per cent, to one place."""

    department: str
    sections: int
    seats: int
    taken: int
    rate: Decimal

    @classmethod
    def of(cls, row: reports.FillRate) -> Self:
        """The row."""
        return cls(
            department=row.department, sections=row.sections, seats=row.seats, taken=row.taken, rate=row.rate
        )


class FillRates(Rows[FillRate]):
    """By department."""


class Arrival(Resource):
    """Who took the `rank`-th seat of a section."""

    section: str
    rank: int
    student: str
    name: str

    @classmethod
    def of(cls, row: reports.Arrival) -> Self:
        """The row."""
        return cls(section=row.section, rank=row.rank, student=row.student, name=row.name)


class Arrivals(Rows[Arrival]):
    """By section and rank."""


class Demand(Resource):
    """A section with a line, and the seats that are free in the course's other sections."""

    section: str
    waiting: int
    capacity: int
    free_elsewhere: int

    @classmethod
    def of(cls, row: reports.Demand) -> Self:
        """The row."""
        return cls(
            section=row.section,
            waiting=row.waiting,
            capacity=row.capacity,
            free_elsewhere=row.free_elsewhere,
        )


class Demands(Rows[Demand]):
    """The longest line first."""


class GradeShare(Resource):
    """How often a grade was posted in a course, of `all` posted grades."""

    course: str
    grade: str
    count: int
    all: int

    @classmethod
    def of(cls, row: reports.GradeShare) -> Self:
        """The row."""
        return cls(course=row.course, grade=row.grade, count=row.count, all=row.of)


class GradeShares(Rows[GradeShare]):
    """By course and grade."""


class Foundation(Resource):
    """A course that another one builds on, over so many steps."""

    course: str
    title: str
    steps: int

    @classmethod
    def of(cls, row: reports.Foundation) -> Self:
        """The row."""
        return cls(course=row.course, title=row.title, steps=row.steps)


class Foundations(Rows[Foundation]):
    """Near ones first."""


class AtRisk(Resource):
    """A student with a low average."""

    student: str
    name: str
    gpa: Decimal
    credits: int

    @classmethod
    def of(cls, row: reports.AtRisk) -> Self:
        """The row."""
        return cls(student=row.student, name=row.name, gpa=row.gpa, credits=row.credits)


class StudentsAtRisk(Rows[AtRisk]):
    """The lowest average first."""
