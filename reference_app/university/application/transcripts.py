"""Transcripts: issued once, kept for ever."""

from __future__ import annotations

from university.application.errors import no_student
from university.application.ports.clock import Clock
from university.application.ports.event_log import EventLog
from university.application.ports.hold_repository import HoldRepository
from university.application.ports.record_repository import RecordRepository
from university.application.ports.student_repository import StudentRepository
from university.application.ports.transcript_repository import TranscriptRepository
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.domain.access import Action, reach
from university.domain.errors import NotFound
from university.domain.events import Event, EventKind
from university.domain.grading import GradePointAverage
from university.domain.identity import User
from university.domain.record import RepeatPolicy, Transcript, issue_transcript

__all__ = ["Transcripts"]


class Transcripts:
    """Where transcripts are issued and read. Every method raises Forbidden, and NotFound beyond the reach."""

    def __init__(self, units: Units, clock: Clock, average: GradePointAverage, repeats: RepeatPolicy) -> None:
        self._units = units
        self._clock = clock
        self._average = average
        self._repeats = repeats

    def issue(self, user: User, student: str) -> Transcript:
        """The student's next transcript, from the record as it is now. Raises TranscriptBlocked."""
        within = reach(user, Action.ISSUE_TRANSCRIPT)
        with self._units() as work:
            # Locked, so that versions have no gap and no hold slips in between.
            if work[StudentRepository].get_for_change(student, within=within) is None:
                raise no_student(student)
            transcripts = work[TranscriptRepository]
            issued = issue_transcript(
                student,
                work[RecordRepository].of(student),
                holds=work[HoldRepository].of_student(student),
                latest_version=transcripts.latest_version(student),
                now=self._clock.now(),
                average=self._average,
                repeats=self._repeats,
            )
            transcripts.add(issued)
            details = {"version": str(issued.version)}
            work[EventLog].append(
                Event(EventKind.TRANSCRIPT_ISSUED, issued.issued_at, user.id, student, details=details)
            )
            work.commit()
            return issued

    def versions(self, user: User, student: str) -> list[Transcript]:
        """Every transcript that was issued for the student, the first version first."""
        with self._units() as work:
            self._check(work, user, student)
            return work[TranscriptRepository].of_student(student)

    def get(self, user: User, student: str, version: int) -> Transcript:
        """One transcript, as it was issued."""
        with self._units() as work:
            self._check(work, user, student)
            transcripts = work[TranscriptRepository]
            known = 0 < version <= transcripts.latest_version(student)
            found = transcripts.get(student, version) if known else None
        if found is None:
            raise NotFound(
                f"{student} has no transcript with the number {version}.",
                remedy="Look at the list of versions.",
            )
        return found

    def _check(self, work: UnitOfWork, user: User, student: str) -> None:
        if work[StudentRepository].get(student, within=reach(user, Action.ISSUE_TRANSCRIPT)) is None:
            raise no_student(student)
