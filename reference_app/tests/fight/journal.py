"""What a fighter notes down: a line for each attempt, change and trouble. A kill loses nothing noted."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from university.domain.events import Event

Key = tuple[str, str, str, datetime]
"""What tells a change from all others: kind, student, section, when."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call of the desk: what was asked, what was answered, how many changes were committed for it."""

    action: str
    answer: str
    refused: bool
    changes: int


@dataclass(frozen=True, slots=True)
class Change:
    """One committed unit, on the clock that all processes share: when it began, and when it was over.

    `chosen` is when the unit began that chose the student of an offer.
    """

    kind: str
    student: str
    section: str
    at: str
    began: int
    over: int
    chosen: int | None

    @property
    def key(self) -> Key:
        """As `key_of` its event."""
        return self.kind, self.student, self.section, datetime.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A unit that the database gave up."""

    kind: str


KINDS: dict[str, Any] = {kind.__name__: kind for kind in (Attempt, Change, Trouble)}
Note = Attempt | Change | Trouble


class Journal:
    """One fighter's file; each note is written at once."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def note(self, note: Note) -> None:
        """Keep it."""
        os.write(self._file, (json.dumps({type(note).__name__: asdict(note)}) + "\n").encode())


def change_of(event: Event, began: int, over: int, chosen: int | None) -> Change:
    """What is noted of an event that was committed."""
    return Change(
        event.kind.value, event.student or "", event.section or "", event.at.isoformat(), began, over, chosen
    )


def read(paths: Iterable[Path]) -> Iterator[Note]:
    """All notes of these fighters."""
    for path in paths:
        for line in path.read_text().splitlines():
            ((name, fields),) = json.loads(line).items()
            yield KINDS[name](**fields)
