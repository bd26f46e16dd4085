"""Records with their averages, and transcripts that stay as they were issued."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import FrozenInstanceError, replace
from datetime import timedelta
from decimal import Decimal

import pytest
from records_campus import (
    ADMIN,
    ANA,
    ART_CLAY,
    ART_DRAW,
    BIOLOGIST,
    EARLIER,
    ELIF,
    FALL,
    NOW,
    REGISTRAR,
    SECTIONS,
    SPRING,
    place,
    posted,
    records_campus,
    section,
)
from small_campus import MakeUniversity

from university.adapters.clock import FixedClock
from university.application.grades import GradeBook
from university.application.holds import Holds
from university.application.ports.event_log import EventLog
from university.application.ports.transcript_repository import TranscriptRepository
from university.application.ports.unit_of_work import Units
from university.application.records import Records, TermResults
from university.application.transcripts import Transcripts
from university.domain.access import Forbidden
from university.domain.enrolment import Status
from university.domain.errors import NotFound
from university.domain.events import Event, EventKind
from university.domain.holds import HoldKind
from university.domain.record import CourseResult, Transcript, TranscriptBlocked


def with_grades(make_university: MakeUniversity, *, first: str, second: str, other: str = "I"):
    """A university where S-2 took BIO-101 twice, and ART-101 in the second term."""
    campus = replace(
        records_campus(),
        enrolments=(place("S-2", "BIO-101-E"), place("S-2", "BIO-101-F"), place("S-2", "ART-101-F")),
        sheets=(
            posted("BIO-101-E", S_2=first),
            posted("BIO-101-F", S_2=second),
            posted("ART-101-F", S_2=other),
        ),
    )
    return make_university(campus)


class TestRecords:
    def test_results_stand_by_term_with_their_averages(self, make_university: MakeUniversity) -> None:
        university = with_grades(make_university, first="F", second="B", other="A-")
        record = university.get(Records).record(ELIF, "S-2")
        bio, art = CourseResult("BIO-101", EARLIER.code, 4, "F"), CourseResult("ART-101", FALL.code, 3, "A-")
        again = replace(bio, term=FALL.code, grade="B")
        assert record.terms == (
            TermResults(EARLIER.code, (bio,), 0, Decimal("0.00")),
            TermResults(FALL.code, (art, again), 7, Decimal("3.30")),
        )
        assert (record.credits_earned, record.gpa) == (7, Decimal("3.30"))
        assert record.in_progress == ()

    @pytest.mark.parametrize(
        ("first", "second", "other", "gpa", "credits"),
        [
            # The better attempt counts, whichever came first; a course's credits count once.
            ("B", "F", "A", "3.43", 7),
            ("C", "B", "A", "3.43", 7),
            # I, W, P and AU are on the record, not in the average.
            ("F", "I", "A", "1.71", 3),
            ("F", "AU", "A", "1.71", 3),
            ("F", "P", "A", "1.71", 7),
            ("P", "AU", "I", None, 4),
            # (4 × 2.7 + 3 × 3.3) / 7 = 2.957…; (4 × 3.7 + 3 × 3.3) / 7 = 3.528…
            ("B-", "I", "B+", "2.96", 7),
            ("A-", "C", "B+", "3.53", 7),
        ],
    )
    def test_repeats_and_grades_without_points(
        self, make_university: MakeUniversity, first: str, second: str, other: str, gpa: str, credits: int
    ) -> None:
        university = with_grades(make_university, first=first, second=second, other=other)
        record = university.get(Records).record(ELIF, "S-2")
        assert record.gpa == (Decimal(gpa) if gpa else None)
        assert record.credits_earned == credits

    def test_an_exact_half_goes_up(self, make_university: MakeUniversity) -> None:
        clay = replace(ART_CLAY, credits=5)
        campus = replace(
            records_campus(),
            courses=(ART_DRAW, clay, *records_campus().courses[2:]),
            sections=(*SECTIONS, section("ART-102-F", FALL, "P-2")),
            enrolments=(place("S-2", "ART-101-F"), place("S-2", "ART-102-F")),
            # (3 × 3.0 + 5 × 4.0) / 8 = 3.625: rounding to even digits would go down.
            sheets=(posted("ART-101-F", S_2="B"), posted("ART-102-F", S_2="A")),
        )
        assert make_university(campus).get(Records).record(ELIF, "S-2").gpa == Decimal("3.63")

    def test_a_withdrawal_is_a_w_and_a_seat_without_grade_is_in_progress(
        self, make_university: MakeUniversity
    ) -> None:
        records = make_university(records_campus()).get(Records)
        kofi = records.record(REGISTRAR, "S-3")
        assert [(r.course, r.grade) for term in kofi.terms for r in term.results] == [("BIO-101", "W")]
        assert (kofi.in_progress, kofi.gpa, kofi.credits_earned) == (("ART-101",), None, 0)
        # S-1 only waits for BIO-201: that is not in progress.
        assert records.record(REGISTRAR, "S-1").in_progress == ("BIO-101",)

    def test_a_new_student_has_an_empty_record(self, make_university: MakeUniversity) -> None:
        university = make_university(replace(records_campus(), enrolments=(), sheets=()))
        record = university.get(Records).record(ANA, "S-1")
        assert (record.terms, record.in_progress, record.credits_earned, record.gpa) == ((), (), 0, None)

    def test_both_policies_can_be_replaced(self, make_university: MakeUniversity) -> None:
        def last_attempt(results: Iterable[CourseResult]) -> list[CourseResult]:
            return list({result.course: result for result in results}.values())

        def worst(grades: Iterable[tuple[str, int]]) -> Decimal:
            return Decimal(len(list(grades)))

        parts = {"grading.repeats": last_attempt, "grading.gpa": worst}
        campus = replace(
            records_campus(),
            enrolments=(place("S-2", "BIO-101-E"), place("S-2", "BIO-101-F")),
            sheets=(posted("BIO-101-E", S_2="A"), posted("BIO-101-F", S_2="F")),
        )
        university = make_university(campus, parts)
        assert university.get(Records).record(ELIF, "S-2").gpa == Decimal(1)
        assert university.get(Transcripts).issue(ELIF, "S-2").gpa == Decimal(1)


class TestTranscripts:
    def test_a_transcript_says_what_the_record_says_now(self, make_university: MakeUniversity) -> None:
        university = with_grades(make_university, first="F", second="B", other="A-")
        issued = university.get(Transcripts).issue(ELIF, "S-2")
        record = university.get(Records).record(ELIF, "S-2")
        lines = tuple(result for term in record.terms for result in term.results)
        assert issued == Transcript("S-2", 1, NOW, lines, record.credits_earned, record.gpa)
        assert university.get(Transcripts).get(REGISTRAR, "S-2", 1) == issued

    def test_it_stays_as_it_was_whatever_changes_later(
        self, make_university: MakeUniversity, clock: FixedClock
    ) -> None:
        university = make_university(records_campus())
        transcripts, book = university.get(Transcripts), university.get(GradeBook)
        first = transcripts.issue(ANA, "S-1")
        book.change(REGISTRAR, "ART-101-E", "S-1", "A-", "C", "Recounted.")
        book.enter(BIOLOGIST, "BIO-101-F", {"S-1": "A", "S-2": "A"}, version=0)
        book.submit(BIOLOGIST, "BIO-101-F", version=1)
        book.post(REGISTRAR, "BIO-101-F", version=2)
        clock.instant = NOW + timedelta(days=1)
        second = transcripts.issue(REGISTRAR, "S-1")
        assert transcripts.get(ANA, "S-1", 1) == first
        assert transcripts.versions(ANA, "S-1") == [first, second]
        assert (first.version, first.gpa, first.issued_at) == (1, Decimal("3.70"), NOW)
        assert (second.version, second.gpa, second.issued_at) == (2, Decimal("3.14"), clock.instant)
        assert [line.grade for line in second.lines] == ["C", "A"]

    def test_the_object_itself_cannot_be_changed(self, make_university: MakeUniversity) -> None:
        issued = make_university(records_campus()).get(Transcripts).issue(ANA, "S-1")
        with pytest.raises(FrozenInstanceError):
            issued.gpa = Decimal("4.00")  # type: ignore[misc]

    def test_every_student_has_versions_of_their_own(self, make_university: MakeUniversity) -> None:
        transcripts = make_university(records_campus()).get(Transcripts)
        issued = [transcripts.issue(REGISTRAR, student) for student in ("S-1", "S-2", "S-1")]
        assert [(t.student, t.version) for t in issued] == [("S-1", 1), ("S-2", 1), ("S-1", 2)]

    @pytest.mark.parametrize(
        ("kind", "blocks"), [(HoldKind.FINANCIAL, True), (HoldKind.LIBRARY, True), (HoldKind.ADVISING, False)]
    )
    def test_holds_stand_against_issuing_until_they_are_released(
        self, make_university: MakeUniversity, kind: HoldKind, blocks: bool
    ) -> None:
        university = make_university(records_campus())
        transcripts, holds = university.get(Transcripts), university.get(Holds)
        hold = holds.place(REGISTRAR, "S-1", kind, "Three books are out.")
        if blocks:
            for user in (ANA, REGISTRAR):
                with pytest.raises(TranscriptBlocked, match="Three books are out"):
                    transcripts.issue(user, "S-1")
            assert transcripts.versions(ANA, "S-1") == []
            assert transcripts.issue(ELIF, "S-2").version == 1, "a hold is one student's own"
        holds.release(REGISTRAR, hold.id)
        assert transcripts.issue(ANA, "S-1").version == 1

    def test_issuing_is_one_event_and_a_refusal_none(self, make_university: MakeUniversity) -> None:
        university = make_university(records_campus())
        transcripts = university.get(Transcripts)
        transcripts.issue(ANA, "S-1")
        university.get(Holds).place(REGISTRAR, "S-1", HoldKind.LIBRARY, "Books.")
        with pytest.raises(TranscriptBlocked):
            transcripts.issue(ANA, "S-1")
        with university.get(Units)() as work:
            first, *others = [event for _, event in work[EventLog].after(0, 10)]
        assert first == Event(EventKind.TRANSCRIPT_ISSUED, NOW, ANA.id, "S-1", details={"version": "1"})
        assert [event.kind for event in others] == [EventKind.HOLD_PLACED]

    @pytest.mark.parametrize("version", [0, 2, -1, 10**30])
    def test_a_version_that_was_never_issued_is_not_found(
        self, make_university: MakeUniversity, version: int
    ) -> None:
        transcripts = make_university(records_campus()).get(Transcripts)
        transcripts.issue(ANA, "S-1")
        with pytest.raises(NotFound, match=f"no transcript with the number {version}"):
            transcripts.get(ANA, "S-1", version)

    def test_what_is_not_committed_was_never_issued(self, make_university: MakeUniversity) -> None:
        university = make_university(records_campus())
        with university.get(Units)() as work:
            work[TranscriptRepository].add(Transcript("S-1", 1, NOW, (), 0, None))
            assert work[TranscriptRepository].latest_version("S-1") == 1
        assert university.get(Transcripts).versions(ANA, "S-1") == []


def test_nobody_reads_the_record_or_transcript_of_another(make_university: MakeUniversity) -> None:
    university = make_university(records_campus())
    records, transcripts = university.get(Records), university.get(Transcripts)
    transcripts.issue(ELIF, "S-2")
    for student in ("S-2", "S-9"):
        for attempt in (
            lambda number: records.record(ANA, number),
            lambda number: transcripts.issue(ANA, number),
            lambda number: transcripts.versions(ANA, number),
            lambda number: transcripts.get(ANA, number, 1),
        ):
            with pytest.raises(NotFound, match=f"There is no student {student}"):
                attempt(student)
    for user in (BIOLOGIST, ADMIN):
        with pytest.raises(Forbidden):
            records.record(user, "S-1")


def test_a_term_that_has_not_begun_is_in_progress_for_the_record(make_university: MakeUniversity) -> None:
    places = (place("S-2", "BIO-201-S"), place("S-2", "BIO-101-F", Status.OFFERED))
    campus = replace(records_campus(), sheets=(), enrolments=places)
    record = make_university(campus).get(Records).record(ELIF, "S-2")
    assert record.in_progress == ("BIO-201",), f"a seat in {SPRING.name}, but no offered one"
