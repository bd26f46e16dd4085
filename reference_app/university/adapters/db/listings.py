"""Long lists of the catalogue in the database: every part begins at an index, however far the list goes."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from university.adapters.db.catalogue_repository import DatabaseCatalogue, seats_of
from university.adapters.db.catalogue_rows import CourseRow, SectionRow
from university.adapters.db.search import contains
from university.application.ports.catalogue_repository import SectionSeats
from university.application.ports.listings import CourseSlice, SectionSlice
from university.domain.catalogue import Course

SORTED: dict[str, InstrumentedAttribute[str] | InstrumentedAttribute[int]] = {
    "code": CourseRow.code,
    "title": CourseRow.title,
    "credits": CourseRow.credits,
}


class DatabaseListings:
    """Fulfils Listings: two statements a part, first which items, then all that belongs to them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def courses(self, wanted: CourseSlice) -> list[Course]:
        """The next courses, at most `limit`."""
        column = SORTED[wanted.sort]
        order = (column.desc(), CourseRow.code.desc()) if wanted.descending else (column, CourseRow.code)
        query = select(CourseRow.code).where(*_conditions(wanted)).order_by(*order).limit(wanted.limit)
        codes = list(self._session.scalars(query))
        found = {course.code: course for course in DatabaseCatalogue(self._session).courses(codes)}
        return [found[code] for code in codes]

    def sections(self, wanted: SectionSlice) -> list[SectionSeats]:
        """The next sections as they stand, at most `limit`."""
        query = select(SectionRow.id).order_by(SectionRow.id).limit(wanted.limit)
        for column, value in (
            (SectionRow.term, wanted.term),
            (SectionRow.course, wanted.course),
            (SectionRow.instructor, wanted.instructor),
        ):
            if value is not None:
                query = query.where(column == value)
        if wanted.department is not None:
            query = query.join(CourseRow, CourseRow.code == SectionRow.course)
            query = query.where(CourseRow.department == wanted.department)
        if wanted.open:
            query = query.where(SectionRow.seats_taken < SectionRow.capacity)
        if wanted.after is not None:
            query = query.where(SectionRow.id > wanted.after)
        return seats_of(self._session, list(self._session.scalars(query)))


def _conditions(wanted: CourseSlice) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if text := wanted.text.strip():
        conditions.append(or_(contains(CourseRow.code, text), contains(CourseRow.title, text)))
    if wanted.department is not None:
        conditions.append(CourseRow.department == wanted.department)
    if wanted.credits is not None:
        conditions.append(CourseRow.credits == wanted.credits)
    if wanted.after is not None:
        conditions.append(_beyond(wanted, *wanted.after))
    return conditions


def _beyond(wanted: CourseSlice, value: str | int, code: str) -> ColumnElement[bool]:
    """Whether a course stands after the last one that was seen."""
    column = SORTED[wanted.sort]
    if wanted.descending:
        return or_(column < value, and_(column == value, CourseRow.code < code))
    return or_(column > value, and_(column == value, CourseRow.code > code))
