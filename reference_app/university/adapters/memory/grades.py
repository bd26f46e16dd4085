"""Grade sheets in memory."""

from __future__ import annotations

from dataclasses import replace

from university.adapters.memory.store import Tables
from university.adapters.memory.versions import next_version, version_of
from university.application.ports.grade_repository import SheetOnFile
from university.application.ports.versioned import Versioned
from university.domain.access import Reach
from university.domain.catalogue import Section
from university.domain.enrolment import Enrolment, Status
from university.domain.gradesheet import GradeChange, GradeSheet
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
            self._tables[Term][found.term],
            {student: self._tables[Student][student].name for student in roster},
        )

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

    def _roster(self, section: str) -> frozenset[str]:
        enrolments = self._tables[Enrolment].values()
        return frozenset(
            e.student for e in enrolments if e.section == section and e.status is Status.ENROLLED
        )
