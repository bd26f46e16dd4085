"""Places in sections, taken and given back."""

from __future__ import annotations

from dataclasses import dataclass
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
    """Enrolments, and the seats they take. Seats and enrolments never disagree."""

    def find(self, student: str, section: str) -> Enrolment | None:
        """The student's place in the section, or None."""

    def of_student(self, student: str, term: str) -> list[Place]:
        """The student's places in the term, ordered by section."""

    def waiting(self, section: str) -> list[Enrolment]:
        """The section's waitlist, the longest waiting first."""

    def add(self, enrolment: Enrolment) -> bool:
        """Take a seat, or a place on the waitlist, and record it; False when none was left.

        The check and the taking are one step (a conditional update): of many who ask for the last seat at one
        moment, one gets it. Raises EnrolmentRefused when the student already has a place in the section.
        """

    def remove(self, enrolment: Enrolment) -> None:
        """Give the place back."""
