"""The grade book against a model: any order of right and wrong steps, fresh and stale."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from records_campus import BIOLOGIST, NOW, REGISTRAR, records_campus

from university.adapters.clock import FixedClock
from university.adapters.memory.campus_store import MemoryCampusStore
from university.adapters.memory.store import MemoryStore, MemoryUnitOfWork
from university.application.errors import ChangedMeanwhile
from university.application.grades import GradeBook
from university.application.ports.event_log import EventLog
from university.bootstrap.wiring.memory import REPOSITORIES
from university.domain.errors import DomainError, InvalidValue
from university.domain.gradesheet import GradingRefused

SECTION = "BIO-101-F"
ROSTER = ("S-1", "S-2")
RIGHT = ("A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "F", "I", "P", "AU")
WRONG = ("W", "E", "a", "")

students = st.sampled_from([*ROSTER, "S-3", "S-9"])
grades = st.sampled_from([*RIGHT, *WRONG])
# Right entries and fresh versions are common here, so that runs come to posting and beyond.
right_entries = st.fixed_dictionaries({student: st.sampled_from(RIGHT) for student in ROSTER})
any_entries = st.dictionaries(students, grades, min_size=1, max_size=3)
stale = st.sampled_from([0, 0, 0, 0, 1])


@dataclass
class Model:
    """What the sheet must be, kept as plainly as possible."""

    state: str = "draft"
    grades: dict[str, str] = field(default_factory=dict)
    version: int = 0
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    events: list[str] = field(default_factory=list)


class GradeBookMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        store = MemoryStore()
        MemoryCampusStore(store).fill(records_campus(), replace=True)
        self.units = lambda: MemoryUnitOfWork(store, REPOSITORIES)
        self.book = GradeBook(self.units, FixedClock(NOW))
        self.model = Model()

    @rule(entries=st.one_of(right_entries, any_entries), behind=stale)
    def enter(self, entries: dict[str, str], behind: int) -> None:
        allowed = self.model.state == "draft" and all(
            student in ROSTER and grade in RIGHT for student, grade in entries.items()
        )
        if self.attempt(
            allowed,
            behind,
            lambda version: self.book.enter(BIOLOGIST, SECTION, entries, version),
        ):
            self.model.grades |= entries

    @rule(behind=stale)
    def submit(self, behind: int) -> None:
        allowed = self.model.state == "draft" and set(self.model.grades) == set(ROSTER)
        if self.attempt(allowed, behind, lambda version: self.book.submit(BIOLOGIST, SECTION, version)):
            self.model.state = "submitted"
            self.model.events.append("grades_submitted")

    @rule(behind=stale)
    def give_back(self, behind: int) -> None:
        allowed = self.model.state == "submitted"
        if self.attempt(allowed, behind, lambda version: self.book.give_back(REGISTRAR, SECTION, version)):
            self.model.state = "draft"
            self.model.events.append("grades_returned")

    @rule(behind=stale)
    def post(self, behind: int) -> None:
        allowed = self.model.state == "submitted"
        if self.attempt(allowed, behind, lambda version: self.book.post(REGISTRAR, SECTION, version)):
            self.model.state = "posted"
            self.model.events.append("grades_posted")

    @precondition(lambda self: self.model.state == "posted" or not self.model.grades)
    @rule(
        student=students,
        old=grades,
        right_old=st.sampled_from([True, True, False]),
        new=grades,
        reason=st.sampled_from(["x", ""]),
    )
    def change(self, student: str, old: str, right_old: bool, new: str, reason: str) -> None:
        was = self.model.grades.get(student)
        said = was if right_old and was else old
        allowed = self.model.state == "posted" and was == said and bool(reason) and new in RIGHT
        if self.attempt(
            allowed, 0, lambda _: self.book.change(REGISTRAR, SECTION, student, said, new, reason)
        ):
            self.model.grades[student] = new
            self.model.changes.append((student, said, new))
            self.model.events.append("grade_changed")

    def attempt(self, allowed: bool, behind: int, act) -> bool:  # type: ignore[no-untyped-def]
        """Whether the step was taken; it must be exactly when it is allowed and nobody was before it."""
        error: DomainError | None = None
        try:
            act(self.model.version - behind)
        except (GradingRefused, InvalidValue, ChangedMeanwhile) as raised:
            error = raised
        assert (error is None) == (allowed and not behind), error
        assert not (allowed and behind) or isinstance(error, ChangedMeanwhile)
        self.model.version += error is None
        return error is None

    @invariant()
    def the_book_is_as_the_model_says(self) -> None:
        sheet = self.book.sheet(REGISTRAR, SECTION)
        assert (sheet.state, sheet.version) == (self.model.state, self.model.version)
        assert {row.student: row.grade for row in sheet.rows if row.grade} == self.model.grades
        changes = self.book.changes(REGISTRAR, SECTION)
        assert [(change.student, change.old, change.new) for change in changes] == self.model.changes
        with self.units() as work:
            assert [event.kind for _, event in work[EventLog].after(0, 1_000)] == self.model.events


TestGradeBook = GradeBookMachine.TestCase
TestGradeBook.settings = settings(max_examples=60, stateful_step_count=30)
