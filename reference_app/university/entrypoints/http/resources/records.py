"""What lies behind a student: the record, and transcripts of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Self

from pydantic import Field

from university.application.records import RecordOverview, TermResults
from university.domain import record
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Linked, Resource

Gpa = Decimal | None
"""Two places, as a text: a number of JSON would be read as a binary fraction."""


class Result(Resource):
    """A posted grade."""

    course: str
    term: str
    credits: int
    grade: str = Field(examples=["B+"])

    @classmethod
    def of(cls, result: record.CourseResult) -> Self:
        """The result."""
        return cls(course=result.course, term=result.term, credits=result.credits, grade=result.grade)


class TermRecord(Resource):
    """One term's results."""

    term: str
    results: list[Result]
    credits_earned: int
    gpa: Gpa

    @classmethod
    def of(cls, term: TermResults) -> Self:
        """The term."""
        results = [Result.of(result) for result in term.results]
        return cls(term=term.term, results=results, credits_earned=term.credits_earned, gpa=term.gpa)


class Record(Linked):
    """A student's record; `gpa` is over all terms and counts the best attempt of a repeated course."""

    student: str
    terms: list[TermRecord]
    in_progress: list[str]
    credits_earned: int
    gpa: Gpa

    @classmethod
    def of(cls, overview: RecordOverview, links: Links) -> Self:
        """The record."""
        number = overview.student.number
        return cls(
            student=number,
            terms=[TermRecord.of(term) for term in overview.terms],
            in_progress=list(overview.in_progress),
            credits_earned=overview.credits_earned,
            gpa=overview.gpa,
            links={
                "self": links.to("students", number, "record"),
                "student": links.to("students", number),
                "transcripts": links.to("students", number, "transcripts"),
            },
        )


class Transcript(Linked):
    """A transcript as it was issued; it is never changed."""

    student: str
    version: int
    issued_at: datetime
    results: list[Result]
    credits_earned: int
    gpa: Gpa

    @classmethod
    def of(cls, issued: record.Transcript, links: Links) -> Self:
        """The transcript."""
        here = ("students", issued.student, "transcripts")
        return cls(
            student=issued.student,
            version=issued.version,
            issued_at=issued.issued_at,
            results=[Result.of(line) for line in issued.lines],
            credits_earned=issued.credits_earned,
            gpa=issued.gpa,
            links={"self": links.to(*here, str(issued.version)), "all": links.to(*here)},
        )


class Transcripts(Linked):
    """Every transcript that was issued for a student, the first version first."""

    items: list[Transcript]

    @classmethod
    def of(cls, issued: Sequence[record.Transcript], student: str, links: Links) -> Self:
        """The list."""
        here = {"self": links.to("students", student, "transcripts")}
        return cls(items=[Transcript.of(each, links) for each in issued], links=here)
