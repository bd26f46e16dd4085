"""Enrolments in the database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from university.adapters.db.catalogue_repository import DatabaseCatalogue
from university.adapters.db.catalogue_rows import MeetingRow, SectionRow
from university.adapters.db.changes import changed_one
from university.adapters.db.enrolment_rows import EnrolmentRow
from university.adapters.db.failures import is_duplicate
from university.adapters.db.mapping import MEETING, to_enrolment, to_section, with_meetings
from university.adapters.db.section_counters import change_counters
from university.adapters.db.statements import run, sought
from university.application.ports.enrolment_repository import Place
from university.domain.enrolment import Enrolment, EnrolmentRefused, Refusal, Status

PLACE = select(EnrolmentRow).where(
    EnrolmentRow.student == sought("of"), EnrolmentRow.section == sought("within")
)
TIMETABLE = (
    select(
        EnrolmentRow.student,
        EnrolmentRow.section,
        EnrolmentRow.status,
        EnrolmentRow.since,
        EnrolmentRow.expires,
        SectionRow,
        *MEETING,
    )
    .join(SectionRow, SectionRow.id == EnrolmentRow.section)
    .outerjoin(SectionRow.meetings)
    .where(EnrolmentRow.student == sought("of"), SectionRow.term == sought("during"))
    .order_by(SectionRow.id, MeetingRow.day, MeetingRow.starts)
)
WAITLIST = (
    select(EnrolmentRow)
    .where(EnrolmentRow.section == sought("of"), EnrolmentRow.status == Status.WAITLISTED.value)
    .order_by(EnrolmentRow.since, EnrolmentRow.id)
)
ADD = insert(EnrolmentRow).inline()
"""Inline: nobody asks for the row's number."""


class DatabaseEnrolments:
    """Fulfils EnrolmentRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, student: str, section: str) -> Enrolment | None:
        """The student's place in the section, or None."""
        row = run(self._session, PLACE, of=student, within=section).one_or_none()
        return to_enrolment(row) if row else None

    def of_student(self, student: str, term: str) -> list[Place]:
        """The student's places in the term."""
        found = list(with_meetings(run(self._session, TIMETABLE, of=student, during=term)))
        courses = {
            c.code: c for c in DatabaseCatalogue(self._session).courses({row.course for row, _ in found})
        }
        return [
            Place(to_enrolment(row), to_section(row, meetings), courses[row.course])
            for row, meetings in found
        ]

    def waiting(self, section: str) -> list[Enrolment]:
        """The waitlist, the longest waiting first."""
        return [to_enrolment(row) for row in run(self._session, WAITLIST, of=section)]

    def add(self, enrolment: Enrolment) -> Enrolment | None:
        """Take a place and record it; None when it is not to be had."""
        if not change_counters(self._session, enrolment.section, None, enrolment.status):
            return None
        if enrolment.status is Status.WAITLISTED:
            enrolment = self._at_the_end(enrolment)
        place = {"student": enrolment.student, "section": enrolment.section}
        try:
            run(self._session, ADD, **place, **_state(enrolment))
        except IntegrityError as error:
            if not is_duplicate(error):
                raise
            refusal = Refusal("enrolment.duplicate", f"You already have a place in {enrolment.section}.")
            raise EnrolmentRefused((refusal,)) from error
        return enrolment

    def move(self, old: Enrolment, new: Enrolment) -> bool:
        """Let `new` stand for `old`; False when that is not what stands there, or no seat is free."""
        with self._session.begin_nested() as both:
            # The section before the place: MariaDB locks the section for sharing when a place changes, and
            # who then wants to count waits in a circle with whoever asked to count meanwhile.
            counted = change_counters(self._session, old.section, old.status, new.status)
            if counted and changed_one(
                self._session, update(EnrolmentRow).where(_is(old)).values(_state(new))
            ):
                return True
            both.rollback()
            return False

    def remove(self, enrolment: Enrolment) -> bool:
        """Give the place back; False when it is no longer what stands there."""
        removed = changed_one(self._session, delete(EnrolmentRow).where(_is(enrolment)))
        return removed and change_counters(self._session, enrolment.section, enrolment.status, None)

    def expired(self, now: datetime, section: str | None = None) -> list[Enrolment]:
        """Offers whose time is over, the oldest first."""
        over = select(EnrolmentRow).where(
            EnrolmentRow.status == Status.OFFERED.value, EnrolmentRow.expires <= now
        )
        if section is not None:
            over = over.where(EnrolmentRow.section == section)
        rows = self._session.scalars(over.order_by(EnrolmentRow.since, EnrolmentRow.student))
        return [to_enrolment(row) for row in rows]

    def awaited(self, terms: Collection[str]) -> list[str]:
        """The terms' sections with a free seat and somebody waiting, as their counters say."""
        wanted = select(SectionRow.id).where(
            SectionRow.term.in_(terms),
            SectionRow.waiting > 0,
            SectionRow.seats_taken < SectionRow.capacity,
        )
        return list(self._session.scalars(wanted.order_by(SectionRow.id)))

    def _at_the_end(self, joining: Enrolment) -> Enrolment:
        """Behind all who wait. The counter has been raised, so nobody else joins until this unit ends."""
        waiting = (
            EnrolmentRow.section == joining.section,
            EnrolmentRow.status == Status.WAITLISTED.value,
        )
        last = self._session.scalar(select(func.max(EnrolmentRow.since)).where(*waiting))
        if last is None or joining.since > last:
            return joining
        return replace(joining, since=last + timedelta(microseconds=1))


def _is(enrolment: Enrolment) -> ColumnElement[bool]:
    """Whether this very enrolment still stands there."""
    state = (getattr(EnrolmentRow, name).is_not_distinct_from(v) for name, v in _state(enrolment).items())
    return and_(EnrolmentRow.student == enrolment.student, EnrolmentRow.section == enrolment.section, *state)


def _state(enrolment: Enrolment) -> dict[str, object]:
    """The columns that tell how the place stands."""
    return {
        "status": enrolment.status.value,
        "since": enrolment.since,
        "expires": enrolment.expires,
    }
