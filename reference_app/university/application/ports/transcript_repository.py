"""Issued transcripts."""

from __future__ import annotations

from typing import Protocol

from university.domain.record import Transcript


class TranscriptRepository(Protocol):
    """Transcripts as they were issued. None is ever changed or removed."""

    def add(self, transcript: Transcript) -> None:
        """Put it on file. The unit has the student for change, so that versions do not collide."""

    def latest_version(self, student: str) -> int:
        """The version issued last, 0 where there is none."""

    def of_student(self, student: str) -> list[Transcript]:
        """All transcripts of the student, the first version first."""

    def get(self, student: str, version: int) -> Transcript | None:
        """One transcript, or None."""
