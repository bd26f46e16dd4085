"""Enrolments in memory."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from university.adapters.memory.store import Tables
from university.application.ports.enrolment_repository import Place
from university.domain.catalogue import Course, Section
from university.domain.enrolment import HOLDS_A_SEAT, Enrolment, EnrolmentRefused, Refusal, Status
from university.domain.waitlist import has_expired


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
        own = sorted(self._enrolments.where("student", student), key=lambda e: e.section)
        sections = [(enrolment, self._sections[enrolment.section]) for enrolment in own]
        return [Place(e, s, self._courses[s.course]) for e, s in sections if s.term == term]

    def waiting(self, section: str) -> list[Enrolment]:
        """The waitlist, the longest waiting first."""
        return sorted(self._in(section, {Status.WAITLISTED}), key=lambda enrolment: enrolment.since)

    def add(self, enrolment: Enrolment) -> Enrolment | None:
        """Take a place; what was recorded, or None when it is not to be had."""
        key = (enrolment.student, enrolment.section)
        if key in self._enrolments:
            raise EnrolmentRefused(
                (Refusal("enrolment.duplicate", f"You already have a place in {enrolment.section}."),)
            )
        waiting = self.waiting(enrolment.section)
        if enrolment.status is Status.ENROLLED:
            possible = not waiting and self._has_a_free_seat(enrolment.section)
        else:
            possible = len(waiting) < self._sections[enrolment.section].waitlist_capacity
        if not possible:
            return None
        if waiting and enrolment.since <= waiting[-1].since:
            enrolment = replace(enrolment, since=waiting[-1].since + timedelta(microseconds=1))
        self._enrolments[key] = enrolment
        return enrolment

    def move(self, old: Enrolment, new: Enrolment) -> bool:
        """Let `new` stand for `old`; False when that is not what stands there, or no seat is free."""
        if self.find(old.student, old.section) != old:
            return False
        needs_a_seat = new.status in HOLDS_A_SEAT and old.status not in HOLDS_A_SEAT
        if needs_a_seat and not self._has_a_free_seat(new.section):
            return False
        self._enrolments[new.student, new.section] = new
        return True

    def remove(self, enrolment: Enrolment) -> bool:
        """Give the place back; False when it is no longer what stands there."""
        if self.find(enrolment.student, enrolment.section) != enrolment:
            return False
        del self._enrolments[enrolment.student, enrolment.section]
        return True

    def expired(self, now: datetime, section: str | None = None) -> list[Enrolment]:
        """Offers whose time is over, the oldest first."""
        over = [e for e in self._enrolments.values() if e.status is Status.OFFERED and has_expired(e, now)]
        return sorted((e for e in over if section in (None, e.section)), key=lambda e: (e.since, e.student))

    def awaited(self, terms: Collection[str]) -> list[str]:
        """The terms' sections with a free seat and somebody waiting."""
        waited_for = {e.section for e in self._enrolments.values() if e.status is Status.WAITLISTED}
        return sorted(
            id for id in waited_for if self._sections[id].term in terms and self._has_a_free_seat(id)
        )

    def _has_a_free_seat(self, section: str) -> bool:
        return len(self._in(section, HOLDS_A_SEAT)) < self._sections[section].capacity

    def _in(self, section: str, statuses: Collection[Status]) -> list[Enrolment]:
        return [e for e in self._enrolments.where("section", section) if e.status in statuses]
