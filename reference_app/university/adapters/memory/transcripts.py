"""Transcripts in memory."""

from __future__ import annotations

from university.adapters.memory.store import Tables
from university.domain.record import Transcript


class MemoryTranscripts:
    """Fulfils TranscriptRepository."""

    def __init__(self, tables: Tables) -> None:
        self._transcripts = tables[Transcript]

    def add(self, transcript: Transcript) -> None:
        """Put it on file."""
        self._transcripts[transcript.student, transcript.version] = transcript

    def latest_version(self, student: str) -> int:
        """The version issued last, 0 where there is none."""
        return max((transcript.version for transcript in self.of_student(student)), default=0)

    def of_student(self, student: str) -> list[Transcript]:
        """All transcripts of the student, the first version first."""
        own = (transcript for transcript in self._transcripts.values() if transcript.student == student)
        return sorted(own, key=lambda transcript: transcript.version)

    def get(self, student: str, version: int) -> Transcript | None:
        """One transcript, or None."""
        return self._transcripts.get((student, version))
