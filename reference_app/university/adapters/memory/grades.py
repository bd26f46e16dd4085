"""Grade sheets in memory."""

from __future__ import annotations

from dataclasses import replace

from university.adapters.memory.store import Tables
from university.adapters.memory.versions import next_version, version_of
from university.application.ports.grade_repository import SheetOnFile, SheetSummary
from university.application.ports.versioned import Versioned
from university.domain.access import Reach
from university.domain.catalogue import Course, Section
from university.domain.enrolment import Enrolment, Status
from university.domain.gradesheet import GradeChange, GradeSheet, SheetState
from university.domain.people import Student
from university.domain.terms import Term


class MemoryGrades:
    """Fulfils GradeRepository."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def find(self, section: str, *, within: Reach) -> SheetOnFile | None:
        """The sheet, or None where the section is unknown or beyond the reach."""
        found = self._tables[Section].get(section)
        if found is None or not (within.everything or within.professor == found.instructor):
            return None
        roster = self._roster(section)
        kept = self._tables[GradeSheet].get(section, GradeSheet(section, roster))
        grades = {student: grade for student, grade in kept.grades.items() if student in roster}
        sheet = replace(kept, roster=roster, grades=grades)
        return SheetOnFile(
            Versioned(sheet, version_of(self._tables, GradeSheet, section)),
            found,
            self._tables[Course][found.course].title,
            self._tables[Term][found.term],
            {student: self._tables[Student][student].name for student in roster},
        )

    def summaries(self, state: SheetState | None, limit: int, *, within: Reach) -> list[SheetSummary]:
        """Up to `limit` sheets that stand so (or any), the latest term first, then by section."""
        covered = (
            self._summary(section)
            for section in self._tables[Section].values()
            if within.everything or within.professor == section.instructor
        )
        wanted = sorted((one for one in covered if state in (None, one.state)), key=lambda one: one.section)
        return sorted(wanted, key=lambda one: self._tables[Term][one.term].starts, reverse=True)[:limit]

    def find_for_change(self, section: str, *, within: Reach) -> SheetOnFile | None:
        """The same: nobody else is in the store meanwhile."""
        return self.find(section, within=within)

    def state_for_change(self, section: str) -> SheetState | None:
        """How the sheet stands, or None where the section is unknown."""
        if section not in self._tables[Section]:
            return None
        sheet = self._tables[GradeSheet].get(section)
        return sheet.state if sheet else SheetState.DRAFT

    def save(self, sheet: GradeSheet, version: int) -> bool:
        """Keep the sheet as the next version; False when the one on file is no longer `version`."""
        if not next_version(self._tables, GradeSheet, sheet.section, version):
            return False
        self._tables[GradeSheet][sheet.section] = sheet
        return True

    def add_change(self, change: GradeChange) -> None:
        """Append a change of a posted grade."""
        changes = self._tables[GradeChange]
        changes[len(changes)] = change

    def changes(self, section: str) -> list[GradeChange]:
        """The section's changes, in their order."""
        return [change for change in self._tables[GradeChange].values() if change.section == section]

    def _summary(self, section: Section) -> SheetSummary:
        course, sheet = self._tables[Course][section.course], self._tables[GradeSheet].get(section.id)
        state = sheet.state if sheet else SheetState.DRAFT
        students = len(self._roster(section.id))
        return SheetSummary(section.id, course.code, course.title, section.term, state, students)

    def _roster(self, section: str) -> frozenset[str]:
        enrolments = self._tables[Enrolment].where("section", section)
        return frozenset(e.student for e in enrolments if e.status is Status.ENROLLED)
