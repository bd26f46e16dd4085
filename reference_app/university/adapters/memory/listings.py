"""Long lists of the catalogue in memory."""

from __future__ import annotations

from university.adapters.memory.catalogue import MemoryCatalogue
from university.adapters.memory.store import Tables
from university.application.ports.catalogue_repository import SectionSeats
from university.application.ports.listings import CourseSlice, SectionSlice
from university.domain.catalogue import Course, Section


class MemoryListings:
    """Fulfils Listings."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._catalogue = MemoryCatalogue(tables)

    def courses(self, wanted: CourseSlice) -> list[Course]:
        """The next courses, at most `limit`."""

        def place(course: Course) -> tuple[str | int, str]:
            return getattr(course, wanted.sort), course.code

        found = sorted(self._tables[Course].values(), key=place, reverse=wanted.descending)
        if (after := wanted.after) is not None:
            found = [c for c in found if (place(c) < after if wanted.descending else place(c) > after)]
        return [course for course in found if _matches(course, wanted)][: wanted.limit]

    def sections(self, wanted: SectionSlice) -> list[SectionSeats]:
        """The next sections as they stand, at most `limit`."""
        found: list[SectionSeats] = []
        for section in sorted(self._tables[Section].values(), key=lambda section: section.id):
            if len(found) == wanted.limit:
                break
            if not self._is_wanted(section, wanted):
                continue
            seats = self._catalogue.section(section.id)
            if seats is not None and (seats.free > 0 or not wanted.open):
                found.append(seats)
        return found

    def _is_wanted(self, section: Section, wanted: SectionSlice) -> bool:
        return (
            (wanted.after is None or section.id > wanted.after)
            and wanted.term in (None, section.term)
            and wanted.course in (None, section.course)
            and wanted.instructor in (None, section.instructor)
            and wanted.department in (None, self._tables[Course][section.course].department)
        )


def _matches(course: Course, wanted: CourseSlice) -> bool:
    return (
        wanted.text.strip().casefold() in f"{course.code} {course.title}".casefold()
        and wanted.department in (None, course.department)
        and wanted.credits in (None, course.credits)
    )
