"""Issued transcripts in the database."""

from __future__ import annotations

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session, selectinload

from university.adapters.db.transcript_rows import TranscriptLineRow, TranscriptRow
from university.domain.record import CourseResult, Transcript

WITH_LINES = selectinload(TranscriptRow.lines)


class DatabaseTranscripts:
    """Fulfils TranscriptRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, transcript: Transcript) -> None:
        """Put it on file, its lines as they are now."""
        key = {"student": transcript.student, "version": transcript.version}
        self._session.execute(
            insert(TranscriptRow).values(
                **key,
                issued_at=transcript.issued_at,
                credits_earned=transcript.credits_earned,
                gpa=transcript.gpa,
            )
        )
        lines = [
            {**key, "place": place, "course": line.course, "term": line.term}
            | {"credits": line.credits, "grade": line.grade}
            for place, line in enumerate(transcript.lines)
        ]
        if lines:
            self._session.execute(insert(TranscriptLineRow), lines)

    def latest_version(self, student: str) -> int:
        """The version issued last, 0 where there is none."""
        latest = select(func.max(TranscriptRow.version)).where(TranscriptRow.student == student)
        return self._session.scalar(latest) or 0

    def of_student(self, student: str) -> list[Transcript]:
        """All transcripts of the student, the first version first."""
        own = select(TranscriptRow).where(TranscriptRow.student == student).order_by(TranscriptRow.version)
        return [_transcript(row) for row in self._session.scalars(own.options(WITH_LINES))]

    def get(self, student: str, version: int) -> Transcript | None:
        """One transcript, or None."""
        wanted = select(TranscriptRow).where(
            TranscriptRow.student == student, TranscriptRow.version == version
        )
        row = self._session.scalar(wanted.options(WITH_LINES))
        return _transcript(row) if row else None


def _transcript(row: TranscriptRow) -> Transcript:
    lines = tuple(CourseResult(line.course, line.term, line.credits, line.grade) for line in row.lines)
    return Transcript(row.student, row.version, row.issued_at, lines, row.credits_earned, row.gpa)
