"""The grade book: an instructor's sheet on its way to the students' records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from university.application.errors import ChangedMeanwhile
from university.application.ports.clock import Clock
from university.application.ports.event_log import EventLog
from university.application.ports.grade_repository import GradeRepository, SheetOnFile, SheetSummary
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.application.ports.versioned import Versioned
from university.application.texts import LONGEST_REASON, checked
from university.domain.access import Action, reach
from university.domain.errors import NotFound
from university.domain.events import Event, EventKind
from university.domain.gradesheet import GradeChange, GradeSheet, GradingRefused, SheetState
from university.domain.identity import User
from university.domain.terms import Term

__all__ = ["GradeBook", "Row", "Sheet", "SheetSummary"]

MOST_SHEETS = 200
"""How many sheets one list shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """A student of the roster, with the grade that stands on the sheet so far."""

    student: str
    name: str
    grade: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grade sheet as somebody looks at it, with the code and title of its course.

    `rows` are in the order of the students' numbers.

    Whoever acts on what they see hands `version` back.
    """

    section: str
    course: str
    title: str
    term: Term
    state: SheetState
    rows: tuple[Row, ...]
    version: int


class GradeBook:
    """Where grades are entered, handed in, posted and, with a reason, changed.

    Two people at one sheet are told apart by its version: who acts on an older one gets ChangedMeanwhile, so
    nobody overwrites what they have not seen. Every method raises Forbidden, and NotFound beyond the reach.
    """

    def __init__(self, units: Units, clock: Clock) -> None:
        self._units = units
        self._clock = clock

    def sheets(self, user: User, state: SheetState | None = None) -> list[SheetSummary]:
        """Up to 200 sheets that the user may read and that stand so (or any), the latest term first."""
        within = reach(user, Action.SEE_ROSTER)
        with self._units() as work:
            return work[GradeRepository].summaries(state, MOST_SHEETS, within=within)

    def is_open(self, sheet: Sheet) -> bool:
        """Whether grades can be entered into the sheet now."""
        in_time = sheet.term.is_open(sheet.term.grading, self._clock.now())
        return sheet.state is SheetState.DRAFT and in_time

    def sheet(self, user: User, section: str) -> Sheet:
        """The section's roster and grades."""
        with self._units() as work:
            return _as_seen(_find(work, user, Action.SEE_ROSTER, section))

    def enter(self, user: User, section: str, grades: Mapping[str, str], version: int) -> Sheet:
        """Put down grades by student number, all of them or none, while the grading window is open.

        Raises GradingRefused, InvalidValue, ChangedMeanwhile.
        """
        with self._units() as work:
            found = _find_as_seen(work, user, Action.ENTER_GRADES, section, version)
            self._window_must_be_open(found.term)
            sheet = found.sheet.value
            for student, grade in grades.items():
                sheet = sheet.enter(student, grade)
            kept = _keep(work, found, sheet)
            work.commit()
            return kept

    def submit(self, user: User, section: str, version: int) -> Sheet:
        """Hand in the complete sheet. Raises GradingRefused, ChangedMeanwhile."""
        return self._step(
            user, Action.ENTER_GRADES, section, version, GradeSheet.submit, EventKind.GRADES_SUBMITTED
        )

    def give_back(self, user: User, section: str, version: int) -> Sheet:
        """Let the instructor correct a submitted sheet. Raises GradingRefused, ChangedMeanwhile."""
        return self._step(
            user, Action.POST_GRADES, section, version, GradeSheet.give_back, EventKind.GRADES_RETURNED
        )

    def post(self, user: User, section: str, version: int) -> Sheet:
        """Make the grades part of the students' records. Raises GradingRefused, ChangedMeanwhile."""
        return self._step(
            user, Action.POST_GRADES, section, version, GradeSheet.post, EventKind.GRADES_POSTED
        )

    def change(self, user: User, section: str, student: str, old: str, new: str, reason: str) -> GradeChange:
        """Change a posted grade that is `old`. Raises GradingRefused, InvalidValue, ChangedMeanwhile."""
        with self._units() as work:
            found = _find_for_change(work, user, Action.POST_GRADES, section)
            words = checked(reason, "reason", LONGEST_REASON)
            change = GradeChange(section, student, old, new, words, user.id, self._clock.now())
            _keep(work, found, found.sheet.value.change(change))
            work[GradeRepository].add_change(change)
            details = {"old": old, "new": new, "reason": change.reason}
            work[EventLog].append(
                Event(EventKind.GRADE_CHANGED, change.at, user.id, student, section, details)
            )
            work.commit()
            return change

    def changes(self, user: User, section: str) -> list[GradeChange]:
        """What was changed after posting, in the order of time."""
        with self._units() as work:
            _find(work, user, Action.SEE_ROSTER, section)
            return work[GradeRepository].changes(section)

    def _step(
        self,
        user: User,
        action: Action,
        section: str,
        version: int,
        step: Callable[[GradeSheet], GradeSheet],
        kind: EventKind,
    ) -> Sheet:
        with self._units() as work:
            found = _find_as_seen(work, user, action, section, version)
            kept = _keep(work, found, step(found.sheet.value))
            work[EventLog].append(Event(kind, self._clock.now(), user.id, section=section))
            work.commit()
            return kept

    def _window_must_be_open(self, term: Term) -> None:
        if not term.is_open(term.grading, self._clock.now()):
            opens, closes = term.grading.opens, term.grading.closes
            raise GradingRefused(
                f"Grades of {term.name} are entered from {opens:%d %B %Y %H:%M} to {closes:%d %B %Y %H:%M}.",
                remedy="Ask the registrar if the time has passed.",
            )


def _find(work: UnitOfWork, user: User, action: Action, section: str) -> SheetOnFile:
    return _known(work[GradeRepository].find(section, within=reach(user, action)), section)


def _find_for_change(work: UnitOfWork, user: User, action: Action, section: str) -> SheetOnFile:
    return _known(work[GradeRepository].find_for_change(section, within=reach(user, action)), section)


def _find_as_seen(work: UnitOfWork, user: User, action: Action, section: str, version: int) -> SheetOnFile:
    """The sheet that the user looked at, for a change. Raises ChangedMeanwhile.

    This comes before any rule: "it is posted" would puzzle who saw a sheet that was not.
    """
    found = _find_for_change(work, user, action, section)
    if found.sheet.version != version:
        raise _changed_meanwhile(section)
    return found


def _known(found: SheetOnFile | None, section: str) -> SheetOnFile:
    if found is None:
        raise NotFound(f"There is no section {section}.", remedy="Choose one of your sections.")
    return found


def _keep(work: UnitOfWork, found: SheetOnFile, sheet: GradeSheet) -> Sheet:
    """Save what was made of the sheet that was found. Raises ChangedMeanwhile."""
    version = found.sheet.version
    if not work[GradeRepository].save(sheet, version):
        raise _changed_meanwhile(found.section.id)
    return _as_seen(replace(found, sheet=Versioned(sheet, version + 1)))


def _changed_meanwhile(section: str) -> ChangedMeanwhile:
    return ChangedMeanwhile(f"the grade sheet of {section}")


def _as_seen(found: SheetOnFile) -> Sheet:
    sheet = found.sheet.value
    rows = tuple(
        Row(student, found.names[student], sheet.grades.get(student)) for student in sorted(sheet.roster)
    )
    return Sheet(
        found.section.id,
        found.section.course,
        found.title,
        found.term,
        sheet.state,
        rows,
        found.sheet.version,
    )
