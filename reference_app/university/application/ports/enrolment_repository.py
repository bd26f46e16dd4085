"""Places in sections: taken, offered, given back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from university.domain.catalogue import Course, Section
from university.domain.enrolment import Enrolment


@dataclass(frozen=True, slots=True)
class Place:
    """An enrolment with the section and the course it is for."""

    enrolment: Enrolment
    section: Section
    course: Course


class EnrolmentRepository(Protocol):
    """Enrolments, and the section's counters `seats_taken` (enrolled and offered) and `waiting`.

    Counters and enrolments never disagree. Each change checks and counts in one step (a conditional update):
    of many who ask for the last seat at one moment, one gets it. Whoever changes a student's places has
    the student first (`StudentRepository.get_for_change`).
    """

    def find(self, student: str, section: str) -> Enrolment | None:
        """The student's place in the section, or None."""

    def of_student(self, student: str, term: str) -> list[Place]:
        """The student's places in the term, ordered by section."""

    def waiting(self, section: str) -> list[Enrolment]:
        """The section's waitlist, the longest waiting first."""

    def add(self, enrolment: Enrolment) -> Enrolment | None:
        """Take a seat, or join the end of the waitlist; what was recorded, or None when it is not to be had.

        A seat is had only while nobody waits. Who joins the waitlist stands behind all who wait already: if
        their clock says otherwise, `since` becomes a microsecond later than the last one's. Raises
        EnrolmentRefused when the student already has a place in the section.
        """

    def move(self, old: Enrolment, new: Enrolment) -> bool:
        """Let `new` stand for `old`, which has the same student and section.

        False, and nothing changed, when `old` is no longer what stands there, or when `new` needs a seat that
        is not free.
        """

    def remove(self, enrolment: Enrolment) -> bool:
        """Give the place back; False when it is no longer what stands there."""

    def expired(self, now: datetime, section: str | None = None) -> list[Enrolment]:
        """Offers whose time is over at `now`, the oldest first; of one section, or of all."""

    def awaited(self, terms: Collection[str]) -> list[str]:
        """The terms' sections that have both a free seat and somebody waiting, in order."""
