"""Enrolments in memory."""

from __future__ import annotations

from university.adapters.memory.store import Tables
from university.application.ports.enrolment_repository import Place
from university.domain.catalogue import Course, Section
from university.domain.enrolment import Enrolment, EnrolmentRefused, Refusal, Status


class MemoryEnrolments:
    """Fulfils EnrolmentRepository. Nobody else is in the store meanwhile, so counting first is safe here."""

    def __init__(self, tables: Tables) -> None:
        self._enrolments = tables[Enrolment]
        self._sections = tables[Section]
        self._courses = tables[Course]

    def find(self, student: str, section: str) -> Enrolment | None:
        """The student's place in the section, or None."""
        return self._enrolments.get((student, section))

    def of_student(self, student: str, term: str) -> list[Place]:
        """The student's places in the term."""
        own = sorted((e for e in self._enrolments.values() if e.student == student), key=lambda e: e.section)
        sections = [(enrolment, self._sections[enrolment.section]) for enrolment in own]
        return [Place(e, s, self._courses[s.course]) for e, s in sections if s.term == term]

    def waiting(self, section: str) -> list[Enrolment]:
        """The waitlist, the longest waiting first."""
        return sorted(self._in(section, Status.WAITLISTED), key=lambda enrolment: enrolment.since)

    def add(self, enrolment: Enrolment) -> bool:
        """Take a place and record it; False when none was left."""
        key = (enrolment.student, enrolment.section)
        if key in self._enrolments:
            raise EnrolmentRefused(
                (Refusal("enrolment.duplicate", f"You already have a place in {enrolment.section}."),)
            )
        section = self._sections[enrolment.section]
        places = section.capacity if enrolment.status is Status.ENROLLED else section.waitlist_capacity
        if len(self._in(section.id, enrolment.status)) >= places:
            return False
        self._enrolments[key] = enrolment
        return True

    def remove(self, enrolment: Enrolment) -> None:
        """Give the place back."""
        self._enrolments.pop((enrolment.student, enrolment.section), None)

    def _in(self, section: str, status: Status) -> list[Enrolment]:
        return [e for e in self._enrolments.values() if e.section == section and e.status is status]
