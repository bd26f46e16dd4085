"""Who waits for a seat, for who teaches the section and for the registrar."""

from __future__ import annotations

from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.grade_repository import GradeRepository
from university.application.ports.unit_of_work import Units
from university.domain.access import Action, reach
from university.domain.enrolment import Enrolment
from university.domain.errors import NotFound
from university.domain.identity import User

__all__ = ["Waitlists"]


class Waitlists:
    """Where waitlists are read."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def of(self, user: User, section: str) -> list[Enrolment]:
        """The waitlist, the first in line first. Raises Forbidden, and NotFound beyond the reach."""
        within = reach(user, Action.SEE_ROSTER)
        with self._units() as work:
            if work[GradeRepository].find(section, within=within) is None:
                raise NotFound(f"There is no section {section}.", remedy="Choose one of your sections.")
            return work[EnrolmentRepository].waiting(section)
