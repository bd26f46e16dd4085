"""Two at one moment: one is first, the other hears of it, and the events agree, on every store."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from records_campus import BIOLOGIST, ELIF, KOFI, REGISTRAR, SPRING, records_campus
from small_campus import MakeUniversity

from university.adapters.clock import FixedClock
from university.application import enrolment as enrolment_module
from university.application import transcripts as transcripts_module
from university.application.admissions import Admissions
from university.application.enrolment import EnrolmentDesk
from university.application.errors import ChangedMeanwhile
from university.application.grades import GradeBook, Sheet
from university.application.holds import Holds
from university.application.ports.event_log import EventLog
from university.application.ports.unit_of_work import Units
from university.application.records import Records
from university.application.transcripts import Transcripts
from university.bootstrap import Container
from university.domain.admissions import AdmissionRefused, Application, Stage, Step
from university.domain.enrolment import EnrolmentRefused
from university.domain.errors import DomainError
from university.domain.events import Event, EventKind
from university.domain.gradesheet import GradeSheet, SheetState
from university.domain.holds import HoldKind
from university.domain.record import TranscriptBlocked

SECTION = "BIO-101-F"
PATIENCE = 0.3
"""Seconds that the first one waits for the other between reading and writing."""


@pytest.fixture
def university(make_university: MakeUniversity) -> Container:
    return make_university(records_campus())


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`meeting((owner, name), …)`: whoever calls one of these waits for the other one who does.

    They lie between reading and writing, so both have read before either writes, wherever the store and the
    use case let two come so far. Where one is kept waiting by a lock, the other goes on alone.
    """
    both = threading.Barrier(2)

    def meet(*places: tuple[object, str]) -> None:
        for owner, name in places:
            original = getattr(owner, name)

            def after_meeting(*arguments: Any, _original: Any = original, **named: Any) -> Any:
                with suppress(threading.BrokenBarrierError):
                    both.wait(PATIENCE)
                return _original(*arguments, **named)

            monkeypatch.setattr(owner, name, after_meeting)

    return meet


def at_once(*attempts: Callable[[], object]) -> list[object]:
    """What each attempt gives or refuses, in their order; all run at one time, each once."""

    def outcome(attempt: Callable[[], object]) -> object:
        try:
            return attempt()
        except DomainError as refused:
            return refused

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(outcome, attempts))


def winner(outcomes: list[object], *refusals: type[DomainError]) -> int:
    """Which of two was first; the other one must have got one of the refusals."""
    losers = [number for number, got in enumerate(outcomes) if isinstance(got, DomainError)]
    assert len(losers) == 1, outcomes
    assert isinstance(outcomes[losers[0]], refusals), outcomes
    return 1 - losers[0]


def events(university: Container) -> list[Event]:
    with university.get(Units)() as work:
        return [event for _, event in work[EventLog].after(0, 100)]


class TestGradeSheets:
    @pytest.mark.parametrize("version", [0, 1], ids=["new sheet", "sheet on file"])
    def test_of_two_who_enter_grades_one_does(
        self, university: Container, meeting: Callable[..., None], version: int
    ) -> None:
        book = university.get(GradeBook)
        if version:
            book.enter(BIOLOGIST, SECTION, {"S-1": "F", "S-2": "F"}, version=0)
        meeting((GradeSheet, "enter"))
        wishes = [{"S-1": "A"}, {"S-2": "B"}]
        got = at_once(*(lambda wish=w: book.enter(BIOLOGIST, SECTION, wish, version) for w in wishes))
        before = {"S-1": "F", "S-2": "F"} if version else {"S-1": None, "S-2": None}
        sheet = book.sheet(BIOLOGIST, SECTION)
        assert {row.student: row.grade for row in sheet.rows} == before | wishes[
            winner(got, ChangedMeanwhile)
        ]
        assert sheet.version == version + 1

    def test_of_posting_and_giving_back_one_happens(
        self, university: Container, meeting: Callable[..., None]
    ) -> None:
        book = university.get(GradeBook)
        book.enter(BIOLOGIST, SECTION, {"S-1": "A", "S-2": "B"}, version=0)
        book.submit(BIOLOGIST, SECTION, version=1)
        meeting((GradeSheet, "post"), (GradeSheet, "give_back"))
        got = at_once(
            lambda: book.post(REGISTRAR, SECTION, version=2),
            lambda: book.give_back(REGISTRAR, SECTION, version=2),
        )
        first = winner(got, ChangedMeanwhile)
        sheet = book.sheet(REGISTRAR, SECTION)
        assert (sheet.state, sheet.version) == ([SheetState.POSTED, SheetState.DRAFT][first], 3)
        assert [event.kind for event in events(university)] == [
            EventKind.GRADES_SUBMITTED,
            [EventKind.GRADES_POSTED, EventKind.GRADES_RETURNED][first],
        ]


@pytest.mark.parametrize("leave", ["drop", "withdraw"])
def test_a_posted_grade_never_turns_into_a_w(
    make_university: MakeUniversity, clock: FixedClock, meeting: Callable[..., None], leave: str
) -> None:
    """Either the student has left and the sheet is posted without them, or the grade stands."""
    submitted = GradeSheet("BIO-201-S", frozenset({"S-2"}), {"S-2": "F"}, SheetState.SUBMITTED)
    campus = records_campus()
    university = make_university(replace(campus, sheets=(*campus.sheets, submitted)))
    if leave == "withdraw":
        clock.instant = SPRING.instant(SPRING.drop.closes)
    book, desk = university.get(GradeBook), university.get(EnrolmentDesk)
    meeting((GradeSheet, "post"), (enrolment_module, "leaving_request"))
    posted, left = at_once(
        lambda: book.post(REGISTRAR, "BIO-201-S", version=1),
        lambda: getattr(desk, leave)(REGISTRAR, "S-2", "BIO-201-S"),
    )
    terms = university.get(Records).record(REGISTRAR, "S-2").terms
    result = [each.grade for term in terms if term.term == SPRING.code for each in term.results]
    # A seat that was left is offered to the next in line, before or after the posting.
    noted = [event.kind for event in events(university) if event.kind is not EventKind.SEAT_OFFERED]
    assert isinstance(posted, Sheet), posted
    if isinstance(left, EnrolmentRefused):
        assert [refusal.code for refusal in left.refusals] == ["leaving.graded"]
        assert (result, noted) == (["F"], [EventKind.GRADES_POSTED])
    else:
        gone = {"drop": EventKind.DROPPED, "withdraw": EventKind.WITHDREW}[leave]
        assert result == {"drop": [], "withdraw": ["W"]}[leave]
        assert posted.rows == ()
        assert noted == [gone, EventKind.GRADES_POSTED]


def test_of_two_reviewers_one_decides(university: Container, meeting: Callable[..., None]) -> None:
    admissions = university.get(Admissions)
    id = admissions.start(KOFI, "BIO").id
    admissions.rewrite(KOFI, id, "The sea.")
    admissions.advance(KOFI, id, Step.SUBMIT)
    admissions.advance(REGISTRAR, id, Step.REVIEW)
    meeting((Application, "advance"))
    decisions = [Step.ADMIT, Step.REJECT]
    got = at_once(*(lambda s=s: admissions.advance(REGISTRAR, id, s, "Because.") for s in decisions))
    # An application's readers hand no version back: who comes a moment later hears what was decided.
    first = winner(got, ChangedMeanwhile, AdmissionRefused)
    found = admissions.get(KOFI, id)
    assert found.stage is [Stage.ADMITTED, Stage.REJECTED][first]
    steps = [Step.SUBMIT, Step.REVIEW, decisions[first]]
    assert [passage.step for passage in found.history] == steps
    assert [event.details["step"] for event in events(university)] == steps


class TestTranscripts:
    def test_two_at_once_are_versions_one_and_two(
        self, university: Container, meeting: Callable[..., None]
    ) -> None:
        transcripts = university.get(Transcripts)
        meeting((transcripts_module, "issue_transcript"))
        at_once(*[lambda: transcripts.issue(ELIF, "S-2")] * 2)
        assert [issued.version for issued in transcripts.versions(ELIF, "S-2")] == [1, 2]
        assert [event.details["version"] for event in events(university)] == ["1", "2"]

    def test_a_hold_comes_wholly_before_a_transcript_or_wholly_after(
        self, university: Container, meeting: Callable[..., None]
    ) -> None:
        transcripts, holds = university.get(Transcripts), university.get(Holds)
        meeting((transcripts_module, "issue_transcript"), (Holds, "place"))
        issued, placed = at_once(
            lambda: transcripts.issue(ELIF, "S-2"),
            lambda: holds.place(REGISTRAR, "S-2", HoldKind.FINANCIAL, "Fees."),
        )
        assert holds.of(ELIF, "S-2") == [placed]
        noted = [event.kind for event in events(university)]
        if isinstance(issued, TranscriptBlocked):
            assert noted == [EventKind.HOLD_PLACED]
            assert transcripts.versions(ELIF, "S-2") == []
        else:
            assert noted == [EventKind.TRANSCRIPT_ISSUED, EventKind.HOLD_PLACED]
            assert transcripts.versions(ELIF, "S-2") == [issued]
