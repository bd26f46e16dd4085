"""The grade book: who enters what and when, two editors at once, and what is left of a refused change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from records_campus import (
    ANA,
    ARTIST,
    BIOLOGIST,
    ENROLMENTS,
    FALL,
    NOW,
    REGISTRAR,
    SPRING,
    place,
    records_campus,
)
from small_campus import MakeUniversity

from university.adapters.clock import FixedClock
from university.application.errors import ChangedMeanwhile
from university.application.grades import GradeBook, Row
from university.application.ports.event_log import EventLog
from university.application.ports.grade_repository import GradeRepository
from university.application.ports.unit_of_work import Units
from university.application.records import Records
from university.bootstrap import Container
from university.domain.access import Forbidden, Reach
from university.domain.enrolment import Status
from university.domain.errors import DomainError, InvalidValue, NotFound
from university.domain.events import Event, EventKind
from university.domain.gradesheet import GradeChange, GradingRefused, SheetState

SECTION = "BIO-101-F"
ALL_GRADES = {"S-1": "B+", "S-2": "I"}


@pytest.fixture
def university(make_university: MakeUniversity) -> Container:
    return make_university(records_campus())


@pytest.fixture
def book(university: Container) -> GradeBook:
    return university.get(GradeBook)


def events(university: Container) -> list[Event]:
    with university.get(Units)() as work:
        return [event for _, event in work[EventLog].after(0, 1_000)]


def post_all(book: GradeBook) -> None:
    book.enter(BIOLOGIST, SECTION, ALL_GRADES, version=0)
    book.submit(BIOLOGIST, SECTION, version=1)
    book.post(REGISTRAR, SECTION, version=2)


def test_a_new_sheet_shows_who_is_enrolled(book: GradeBook) -> None:
    sheet = book.sheet(BIOLOGIST, SECTION)
    assert sheet.rows == (Row("S-1", "Ana Silva", None), Row("S-2", "Elif Öztürk", None))
    assert (sheet.section, sheet.course, sheet.title) == (SECTION, "BIO-101", "Foundations")
    assert (sheet.term, sheet.state, sheet.version) == (FALL, SheetState.DRAFT, 0)


def test_who_waits_or_has_withdrawn_is_not_on_the_roster(book: GradeBook) -> None:
    assert [row.student for row in book.sheet(BIOLOGIST, "BIO-201-S").rows] == ["S-2"]
    with pytest.raises(GradingRefused, match="S-3 is not on the roster"):
        book.enter(BIOLOGIST, SECTION, {"S-3": "A"}, version=0)


def test_grades_come_one_after_another_and_can_be_corrected(book: GradeBook) -> None:
    book.enter(BIOLOGIST, SECTION, {"S-1": "C"}, version=0)
    kept = book.enter(BIOLOGIST, SECTION, {"S-1": "C+", "S-2": "P"}, version=1)
    assert kept == book.sheet(REGISTRAR, SECTION)
    assert {row.student: row.grade for row in kept.rows} == {"S-1": "C+", "S-2": "P"}
    assert kept.version == 2


@pytest.mark.parametrize(
    ("grades", "error"),
    [
        ({"S-1": "A", "S-2": "A+"}, InvalidValue),
        ({"S-1": "A", "S-2": "W"}, GradingRefused),
        ({"S-1": "A", "S-9": "A"}, GradingRefused),
        ({"S-1": "A", "S-2": ""}, InvalidValue),
    ],
)
def test_one_wrong_grade_keeps_all_out(
    book: GradeBook, grades: dict[str, str], error: type[DomainError]
) -> None:
    before = book.sheet(BIOLOGIST, SECTION)
    with pytest.raises(error):
        book.enter(BIOLOGIST, SECTION, grades, version=0)
    assert book.sheet(BIOLOGIST, SECTION) == before


@pytest.mark.parametrize(("edge", "open_then"), [("opens", True), ("closes", False)])
def test_the_grading_window_is_half_open(
    book: GradeBook, clock: FixedClock, edge: str, open_then: bool
) -> None:
    clock.instant = FALL.instant(getattr(FALL.grading, edge))
    if open_then:
        assert book.enter(BIOLOGIST, SECTION, {"S-1": "A"}, version=0).version == 1
    else:
        with pytest.raises(GradingRefused, match="07 December 2026 00:00 to 25 January 2027 17:00"):
            book.enter(BIOLOGIST, SECTION, {"S-1": "A"}, version=0)


def test_before_the_window_nothing_is_entered(book: GradeBook) -> None:
    with pytest.raises(GradingRefused, match=f"Grades of {SPRING.name}"):
        book.enter(BIOLOGIST, "BIO-201-S", {"S-2": "A"}, version=0)


def test_after_the_window_a_complete_sheet_is_still_handed_in(book: GradeBook, clock: FixedClock) -> None:
    book.enter(BIOLOGIST, SECTION, ALL_GRADES, version=0)
    clock.instant = FALL.instant(FALL.grading.closes)
    assert book.submit(BIOLOGIST, SECTION, version=1).state is SheetState.SUBMITTED


def test_only_a_complete_sheet_is_handed_in(book: GradeBook) -> None:
    book.enter(BIOLOGIST, SECTION, {"S-1": "A"}, version=0)
    with pytest.raises(GradingRefused, match="no grade yet for S-2"):
        book.submit(BIOLOGIST, SECTION, version=1)
    assert book.sheet(BIOLOGIST, SECTION).state is SheetState.DRAFT


def test_a_submitted_sheet_is_closed_until_it_is_given_back(book: GradeBook) -> None:
    book.enter(BIOLOGIST, SECTION, ALL_GRADES, version=0)
    book.submit(BIOLOGIST, SECTION, version=1)
    with pytest.raises(GradingRefused, match="submitted, not draft"):
        book.enter(BIOLOGIST, SECTION, {"S-1": "A"}, version=2)
    book.give_back(REGISTRAR, SECTION, version=2)
    assert book.enter(BIOLOGIST, SECTION, {"S-1": "A"}, version=3).rows[0].grade == "A"


def test_grades_count_only_when_posted(university: Container, book: GradeBook) -> None:
    book.enter(BIOLOGIST, SECTION, ALL_GRADES, version=0)
    book.submit(BIOLOGIST, SECTION, version=1)
    before = university.get(Records).record(ANA, "S-1")
    assert "BIO-101" in before.in_progress
    book.post(REGISTRAR, SECTION, version=2)
    after = university.get(Records).record(ANA, "S-1")
    assert "BIO-101" not in after.in_progress
    assert [(r.course, r.grade) for r in after.terms[-1].results] == [("BIO-101", "B+")]


def test_a_posted_sheet_takes_no_more_grades(book: GradeBook) -> None:
    post_all(book)
    for attempt in (
        lambda: book.enter(BIOLOGIST, SECTION, {"S-1": "A"}, version=3),
        lambda: book.submit(BIOLOGIST, SECTION, version=3),
        lambda: book.give_back(REGISTRAR, SECTION, version=3),
        lambda: book.post(REGISTRAR, SECTION, version=3),
    ):
        with pytest.raises(GradingRefused):
            attempt()
    assert book.sheet(BIOLOGIST, SECTION).version == 3


def test_who_came_after_submitting_stands_against_posting(make_university: MakeUniversity) -> None:
    campus = records_campus()
    submitted = replace(
        campus.sheets[0],
        section=SECTION,
        roster=frozenset(ALL_GRADES),
        grades=ALL_GRADES,
        state=SheetState.SUBMITTED,
    )
    late = replace(campus, sheets=(submitted,), enrolments=(*ENROLMENTS[:4], place("S-3", SECTION)))
    book = make_university(late).get(GradeBook)
    with pytest.raises(GradingRefused, match="no grade yet for S-3"):
        book.post(REGISTRAR, SECTION, version=1)


def test_who_withdrew_after_a_grade_was_entered_loses_it(make_university: MakeUniversity) -> None:
    campus = records_campus()
    draft = replace(
        campus.sheets[0], section=SECTION, roster=frozenset(ALL_GRADES), grades=ALL_GRADES,
        state=SheetState.DRAFT,
    )  # fmt: skip
    left = (place("S-1", SECTION), place("S-2", SECTION, Status.WITHDRAWN))
    university = make_university(replace(campus, sheets=(draft,), enrolments=left))
    book = university.get(GradeBook)
    book.submit(BIOLOGIST, SECTION, version=1)
    assert [row.student for row in book.post(REGISTRAR, SECTION, version=2).rows] == ["S-1"]
    (term,) = university.get(Records).record(REGISTRAR, "S-2").terms
    assert [result.grade for result in term.results] == ["W"]


class TestTwoEditors:
    def test_the_second_of_two_is_told_and_nothing_is_lost(self, book: GradeBook) -> None:
        mine, other = book.sheet(BIOLOGIST, SECTION), book.sheet(BIOLOGIST, SECTION)
        book.enter(BIOLOGIST, SECTION, {"S-1": "A"}, version=mine.version)
        with pytest.raises(ChangedMeanwhile, match="grade sheet of BIO-101-F"):
            book.enter(BIOLOGIST, SECTION, {"S-1": "F"}, version=other.version)
        assert book.sheet(BIOLOGIST, SECTION).rows[0].grade == "A"

    def test_nobody_hands_in_or_posts_what_they_have_not_seen(
        self, university: Container, book: GradeBook
    ) -> None:
        book.enter(BIOLOGIST, SECTION, ALL_GRADES, version=0)
        with pytest.raises(ChangedMeanwhile):
            book.submit(BIOLOGIST, SECTION, version=0)
        seen = book.submit(BIOLOGIST, SECTION, version=1)
        book.give_back(REGISTRAR, SECTION, version=seen.version)
        book.enter(BIOLOGIST, SECTION, {"S-1": "F"}, version=3)
        book.submit(BIOLOGIST, SECTION, version=4)
        with pytest.raises(ChangedMeanwhile):
            book.post(REGISTRAR, SECTION, version=seen.version)
        assert [event.kind for event in events(university)] == [
            EventKind.GRADES_SUBMITTED,
            EventKind.GRADES_RETURNED,
            EventKind.GRADES_SUBMITTED,
        ]

    @pytest.mark.parametrize("version", [-1, 1, 10**30])
    def test_a_version_that_never_was_changes_nothing(self, book: GradeBook, version: int) -> None:
        with pytest.raises(ChangedMeanwhile):
            book.enter(BIOLOGIST, SECTION, ALL_GRADES, version)
        assert book.sheet(BIOLOGIST, SECTION).version == 0

    def test_a_save_is_conditional_in_the_store_itself(self, university: Container) -> None:
        units, everything = university.get(Units), Reach(everything=True)
        with units() as work:
            found = work[GradeRepository].find(SECTION, within=everything)
            assert found is not None
            assert work[GradeRepository].save(found.sheet.value.enter("S-1", "A"), 0)
            work.commit()
        with units() as work:
            assert not work[GradeRepository].save(found.sheet.value.enter("S-1", "F"), 0)
            again = work[GradeRepository].find(SECTION, within=everything)
            assert again is not None
            assert (again.sheet.version, again.sheet.value.grades) == (1, {"S-1": "A"})

    def test_what_is_not_committed_never_was(self, university: Container, book: GradeBook) -> None:
        with university.get(Units)() as work:
            found = work[GradeRepository].find(SECTION, within=Reach(everything=True))
            assert found is not None
            assert work[GradeRepository].save(found.sheet.value.enter("S-1", "A"), 0)
        assert book.sheet(BIOLOGIST, SECTION).version == 0


class TestChanging:
    def test_a_change_is_appended_with_reason_and_actor(self, university: Container, book: GradeBook) -> None:
        post_all(book)
        first = book.change(REGISTRAR, SECTION, "S-2", "I", "C", " Work came in. ")
        second = book.change(REGISTRAR, SECTION, "S-2", "C", "B-", "Miscounted.")
        assert first == GradeChange(SECTION, "S-2", "I", "C", "Work came in.", REGISTRAR.id, NOW)
        assert book.changes(BIOLOGIST, SECTION) == [first, second]
        assert book.sheet(BIOLOGIST, SECTION).rows[1].grade == "B-"
        noted = [event for event in events(university) if event.kind is EventKind.GRADE_CHANGED]
        assert [(e.actor, e.student, e.section, dict(e.details)) for e in noted] == [
            (REGISTRAR.id, "S-2", SECTION, {"old": "I", "new": "C", "reason": "Work came in."}),
            (REGISTRAR.id, "S-2", SECTION, {"old": "C", "new": "B-", "reason": "Miscounted."}),
        ]

    @pytest.mark.parametrize(
        ("student", "old", "new", "reason", "error"),
        [
            ("S-2", "A", "B", "Typing error.", GradingRefused),
            ("S-2", "I", "B", "  ", GradingRefused),
            ("S-2", "I", "E", "Typing error.", InvalidValue),
            ("S-2", "I", "W", "Left in March.", GradingRefused),
            ("S-9", "I", "B", "Typing error.", GradingRefused),
            ("S-2", "I", "B", "x" * 501, InvalidValue),
            ("S-2", "I", "B", "nul \x00", InvalidValue),
        ],
    )
    def test_a_refused_change_leaves_nothing(
        self,
        university: Container,
        book: GradeBook,
        student: str,
        old: str,
        new: str,
        reason: str,
        error: type[DomainError],
    ) -> None:
        post_all(book)
        before, noted = book.sheet(REGISTRAR, SECTION), events(university)
        with pytest.raises(error):
            book.change(REGISTRAR, SECTION, student, old, new, reason)
        assert book.sheet(REGISTRAR, SECTION) == before
        assert book.changes(REGISTRAR, SECTION) == []
        assert events(university) == noted

    def test_before_posting_nothing_is_changed(self, book: GradeBook) -> None:
        book.enter(BIOLOGIST, SECTION, ALL_GRADES, version=0)
        with pytest.raises(GradingRefused, match="draft, not posted"):
            book.change(REGISTRAR, SECTION, "S-1", "B+", "A", "Typing error.")


def test_every_step_is_one_event_by_its_actor(university: Container, book: GradeBook) -> None:
    book.enter(BIOLOGIST, SECTION, ALL_GRADES, version=0)
    book.submit(BIOLOGIST, SECTION, version=1)
    book.give_back(REGISTRAR, SECTION, version=2)
    book.submit(BIOLOGIST, SECTION, version=3)
    book.post(REGISTRAR, SECTION, version=4)
    assert events(university) == [
        Event(EventKind.GRADES_SUBMITTED, NOW, BIOLOGIST.id, section=SECTION),
        Event(EventKind.GRADES_RETURNED, NOW, REGISTRAR.id, section=SECTION),
        Event(EventKind.GRADES_SUBMITTED, NOW, BIOLOGIST.id, section=SECTION),
        Event(EventKind.GRADES_POSTED, NOW, REGISTRAR.id, section=SECTION),
    ]


def test_sheets_are_listed_as_far_as_the_reach_goes(book: GradeBook) -> None:
    own = book.sheets(BIOLOGIST)
    assert [(one.section, one.term, one.state, one.students) for one in own if one.section == SECTION] == [
        (SECTION, FALL.code, SheetState.DRAFT, 2)
    ]
    every = book.sheets(REGISTRAR)
    assert {one.section for one in own} < {one.section for one in every}
    assert list(dict.fromkeys(one.term for one in every)) == ["2027-spring", "2026-fall", "2026-spring"]
    book.enter(BIOLOGIST, SECTION, ALL_GRADES, version=0)
    assert book.sheets(REGISTRAR, SheetState.SUBMITTED) == []
    book.submit(BIOLOGIST, SECTION, version=1)
    assert [one.section for one in book.sheets(REGISTRAR, SheetState.SUBMITTED)] == [SECTION]
    with pytest.raises(Forbidden):
        book.sheets(ANA)


def test_a_sheet_is_open_while_it_is_a_draft_in_its_window(book: GradeBook, clock: FixedClock) -> None:
    sheet = book.sheet(BIOLOGIST, SECTION)
    assert book.is_open(sheet)
    clock.instant = FALL.instant(FALL.grading.closes)
    assert not book.is_open(sheet)
    clock.instant = NOW
    book.enter(BIOLOGIST, SECTION, ALL_GRADES, version=0)
    assert not book.is_open(book.submit(BIOLOGIST, SECTION, version=1))


def test_the_registrar_does_not_grade_and_the_instructor_does_not_post(book: GradeBook) -> None:
    with pytest.raises(Forbidden):
        book.enter(REGISTRAR, SECTION, ALL_GRADES, version=0)
    book.enter(BIOLOGIST, SECTION, ALL_GRADES, version=0)
    book.submit(BIOLOGIST, SECTION, version=1)
    with pytest.raises(Forbidden):
        book.post(BIOLOGIST, SECTION, version=2)


def test_a_section_of_somebody_else_is_as_unknown_as_none(book: GradeBook) -> None:
    messages = []
    for section in (SECTION, "BIO-101-Z"):
        for attempt in (book.sheet, book.changes):
            with pytest.raises(NotFound) as refused:
                attempt(ARTIST, section)
            messages.append(str(refused.value).replace(section, "…"))
        with pytest.raises(NotFound):
            book.enter(ARTIST, section, {"S-1": "A"}, version=0)
    assert len(set(messages)) == 1
