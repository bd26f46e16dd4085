"""The enrolment desk: ask, enrol, drop, and see a timetable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.clock import Clock
from university.application.ports.enrolment_repository import EnrolmentRepository, Place
from university.application.ports.student_repository import StudentRepository
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.domain.catalogue import Term
from university.domain.enrolment import (
    Decide,
    Decision,
    Enrolment,
    EnrolmentRefused,
    EnrolmentRequest,
    Refusal,
    Rule,
    Status,
)
from university.domain.errors import NotFound
from university.domain.people import Student
from university.domain.waitlist import NextInLine

__all__ = ["EnrolmentDesk", "Place", "Timetable"]

MOST_STUDENTS = 20
"""How many students one search at the desk shows."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """A student's places in a term, ordered by section; `credits` counts the seats, not the waitlists."""

    student: Student
    term: Term
    entries: list[Place]
    credits: int


class EnrolmentDesk:
    """Where students get their places. Every rule is a part that was handed in."""

    def __init__(
        self, units: Units, decide: Decide, rules: Iterable[Rule], next_in_line: NextInLine, clock: Clock
    ) -> None:
        self._units = units
        self._decide = decide
        self._rules = tuple(rules)
        self._next_in_line = next_in_line
        self._clock = clock

    def assess(self, student: str, section: str) -> Decision:
        """What `enrol` would decide now; nothing changes. Raises NotFound."""
        with self._units() as work:
            found = work[StudentRepository].get(student)
            return self._decide(self._request(work, _known(found, student), section), self._rules)

    def enrol(self, student: str, section: str) -> Enrolment:
        """Give the student a seat, or a place on the waitlist. Raises EnrolmentRefused or NotFound."""
        with self._units() as work:
            found = work[StudentRepository].get_for_change(student)
            request = self._request(work, _known(found, student), section)
            enrolment = self._take(work, request)
            work.commit()
            return enrolment

    def drop(self, student: str, section: str) -> Enrolment | None:
        """Give the place back; returns who got the seat from the waitlist, if anybody. Raises NotFound."""
        with self._units() as work:
            _known(work[StudentRepository].get_for_change(student), student)
            enrolments = work[EnrolmentRepository]
            held = enrolments.find(student, section)
            if held is None:
                raise NotFound(
                    f"{student} has no place in {section}.", remedy="Choose a section of the timetable."
                )
            enrolments.remove(held)
            promoted = self._promote(work, section) if held.status is Status.ENROLLED else None
            work.commit()
            return promoted

    def timetable(self, student: str) -> Timetable:
        """The student's places in the current term. Raises NotFound."""
        with self._units() as work:
            found = _known(work[StudentRepository].get(student), student)
            term = work[CatalogueRepository].current_term()
            if term is None:
                raise NotFound("There is no term yet.", remedy="Fill the university: `university seed`.")
            entries = work[EnrolmentRepository].of_student(student, term.code)
            return Timetable(found, term, entries, _credits(entries))

    def students(self, text: str) -> list[Student]:
        """At most 20 students whose number or name contains `text`, ordered by number."""
        with self._units() as work:
            return work[StudentRepository].search(text.strip(), MOST_STUDENTS)

    def _request(self, work: UnitOfWork, student: Student, section: str) -> EnrolmentRequest:
        """The facts as they are in this unit. Raises NotFound for an unknown section."""
        catalogue = work[CatalogueRepository]
        seats = catalogue.section(section)
        term = catalogue.term(seats.section.term) if seats else None
        if seats is None or term is None:
            raise NotFound(f"There is no section {section}.", remedy="Choose a section on its course's page.")
        (course,) = catalogue.courses([seats.section.course])
        places = work[EnrolmentRepository].of_student(student.number, term.code)
        # A wish holds no hour: a waitlisted place elsewhere blocks only a second place in its own course.
        held = [p for p in places if p.enrolment.status is Status.ENROLLED or p.course.code == course.code]
        return EnrolmentRequest(
            student=student,
            section=seats.section,
            course=course,
            term=term,
            now=self._clock.now(),
            timetable=tuple(place.section for place in held),
            registered_credits=_credits(places),
            seats_taken=seats.enrolled,
            waiting=seats.waiting,
        )

    def _take(self, work: UnitOfWork, request: EnrolmentRequest) -> Enrolment:
        """Decide and take the place; if another was faster, decide once more on the full section."""
        section = request.section
        full = replace(request, seats_taken=section.capacity)
        for facts in (request, full):
            decision = self._decide(facts, self._rules)
            if decision.status is None:
                raise EnrolmentRefused(decision.refusals)
            enrolment = Enrolment(request.student.number, section.id, decision.status, request.now)
            if work[EnrolmentRepository].add(enrolment):
                return enrolment
        raise EnrolmentRefused((Refusal("section.full", f"{section.id} and its waitlist are full."),))

    def _promote(self, work: UnitOfWork, section: str) -> Enrolment | None:
        """Offer the seat that has become free to the waitlist."""
        enrolments = work[EnrolmentRepository]

        def can_take(number: str) -> bool:
            student = _known(work[StudentRepository].get_for_change(number), number)
            request = self._request(work, student, section)
            others = tuple(held for held in request.timetable if held.id != section)
            return all(rule(replace(request, timetable=others)) is None for rule in self._rules)

        waiting = enrolments.waiting(section)
        chosen = self._next_in_line(waiting, can_take)
        if chosen is None:
            return None
        if chosen not in waiting:
            raise ValueError(f"{chosen} was chosen for a seat in {section}, but is not on its waitlist.")
        promoted = replace(chosen, status=Status.ENROLLED, since=self._clock.now())
        enrolments.remove(chosen)
        return promoted if enrolments.add(promoted) else None


def _known(student: Student | None, number: str) -> Student:
    if student is None:
        raise NotFound(f"There is no student {number}.", remedy="Search for the student by name.")
    return student


def _credits(places: Iterable[Place]) -> int:
    return sum(place.course.credits for place in places if place.enrolment.status is Status.ENROLLED)
