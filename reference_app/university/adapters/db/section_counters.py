"""The counters of a section, which never disagree with its enrolments."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Update, update
from sqlalchemy.orm import Session

from university.adapters.db.catalogue_rows import SectionRow
from university.adapters.db.changes import changed_one
from university.adapters.db.statements import sought
from university.domain.enrolment import HOLDS_A_SEAT, Status


def change_counters(session: Session, section: str, old: Status | None, new: Status | None) -> bool:
    """Count one place that turns from `old` into `new`; None stands for no place.

    It is one conditional UPDATE: the database checks and counts in one step, whoever else is asking. False
    when there is no room, or when nothing is left of what is to be taken away; a newcomer finds a free seat
    only where nobody waits.
    """
    seats = (new in HOLDS_A_SEAT) - (old in HOLDS_A_SEAT)
    waiting = (new is Status.WAITLISTED) - (old is Status.WAITLISTED)
    if seats == waiting == 0:
        return True
    return changed_one(session, _counting(seats, waiting, old is None), of=section)


@cache
def _counting(seats: int, waiting: int, newcomer: bool) -> Update:
    counted = update(SectionRow).where(SectionRow.id == sought("of"))
    if seats > 0:
        counted = counted.where(SectionRow.seats_taken < SectionRow.capacity)
        if newcomer:
            counted = counted.where(SectionRow.waiting == 0)
    if seats < 0:
        counted = counted.where(SectionRow.seats_taken > 0)
    if waiting < 0:
        counted = counted.where(SectionRow.waiting > 0)
    if waiting > 0:
        counted = counted.where(SectionRow.waiting < SectionRow.waitlist_capacity)
    counters = ((SectionRow.seats_taken, seats), (SectionRow.waiting, waiting))
    return counted.values({counter: counter + by for counter, by in counters if by})
