"""Sections, with their seats."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from university.application.catalogue import SectionSeats
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Identity, Linked, PageQuery, Resource
from university.entrypoints.http.resources.catalogue import Meeting


class SectionQuery(PageQuery):
    """Which sections; without a term those of every term. They come by id."""

    term: Identity | None = None
    course: Identity | None = None
    department: Identity | None = None
    instructor: Annotated[Identity | None, Field(description="A professor's number.")] = None
    open: Annotated[bool, Field(description="Only those with a free seat.")] = False


class Instructor(Resource):
    """Who teaches."""

    number: str = Field(examples=["P-17"])
    name: str


class Section(Linked):
    """An offering of a course in a term; seats that are offered to somebody count as taken."""

    id: str = Field(examples=["BIO-201-A"])
    course: str
    term: str
    instructor: Instructor
    capacity: int
    seats_taken: int
    waitlist_capacity: int
    waiting: int
    meetings: list[Meeting]

    @classmethod
    def of(cls, seats: SectionSeats, links: Links) -> Self:
        """The section as it stands."""
        section = seats.section
        return cls(
            id=section.id,
            course=section.course,
            term=section.term,
            instructor=Instructor(number=seats.instructor.number, name=seats.instructor.name),
            capacity=section.capacity,
            seats_taken=seats.seats_taken,
            waitlist_capacity=section.waitlist_capacity,
            waiting=seats.waiting,
            meetings=[Meeting.of(meeting) for meeting in section.meetings],
            links={
                "self": links.to("sections", section.id),
                "course": links.to("courses", section.course),
                "term": links.to("terms", section.term),
            },
        )
