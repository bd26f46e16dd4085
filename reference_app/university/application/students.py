"""Looking at one student, or at one place of a student."""

from __future__ import annotations

from university.application.errors import no_student
from university.application.places import no_place
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.student_repository import StudentRepository
from university.application.ports.unit_of_work import Units
from university.domain.access import Action, reach
from university.domain.enrolment import Enrolment, Status
from university.domain.identity import User
from university.domain.people import Student

__all__ = ["StudentFiles"]


class StudentFiles:
    """What is on file about single students. Every method raises Forbidden, and NotFound beyond the reach."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def student(self, user: User, number: str) -> Student:
        """The student."""
        within = reach(user, Action.SEE_STUDENTS)
        with self._units() as work:
            found = work[StudentRepository].get(number, within=within)
        if found is None:
            raise no_student(number)
        return found

    def place(self, user: User, student: str, section: str) -> tuple[Enrolment, int | None]:
        """The student's place in the section, and while they wait their position in line, from 1."""
        within = reach(user, Action.SEE_RECORD)
        with self._units() as work:
            if work[StudentRepository].get(student, within=within) is None:
                raise no_student(student)
            found = work[EnrolmentRepository].find(student, section)
            if found is None:
                raise no_place(student, section)
            if found.status is not Status.WAITLISTED:
                return found, None
            line = [place.student for place in work[EnrolmentRepository].waiting(section)]
        return found, line.index(student) + 1 if student in line else None
