"""The students of one run, one after the other."""

from __future__ import annotations

import contextlib
import shutil
import socket
from collections.abc import Sequence
from pathlib import Path

from grader.worker import isolation
from grader.worker.records import Limits
from grader.worker.student.nursery import Birth, Nursery

ROOM = 400 * 2**20
"""Bytes that all files of a student, or of the judge, may take where the worker is isolated."""
_COPIED = 50 * 2**20


class Students:
    """Each has a scratch folder of its own."""

    def __init__(self, nursery: Nursery, folder: Path, limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self._home = contextlib.ExitStack()
        self.nursery = nursery
        self.present: Birth | None = None

    def next(self, absent: Sequence[str]) -> tuple[socket.socket, socket.socket]:
        """Our ends of the wire and of the door to a new student, who does without these parts of the app."""
        self.end()
        self.clear()
        scratch = self._home.enter_context(isolation.scratch(ROOM, confined=self.nursery.isolated))
        _fill(scratch, self._folder)
        wire, their_wire = socket.socketpair()
        door, their_door = socket.socketpair()
        self.present = self.nursery.bear(their_wire, their_door, scratch, self._limits, absent)
        return wire, door

    def end(self) -> int:
        """End the present one; how it ended, as os.waitpid tells it."""
        if self.present is None:
            return 0
        self.present.end()
        return self.present.status()

    def waited(self) -> float:
        """Seconds in which the present one could have run but others did."""
        return 0.0 if self.present is None or self.present.is_known_to_have_ended else self.present.waited()

    def clear(self) -> None:
        """Remove what the present one wrote; for when nobody writes any more."""
        self._home.close()


def _fill(scratch: Path, folder: Path) -> None:
    """Copy the files beside the notebook (data, modules), but no notebook, nothing hidden, no link."""
    (scratch / ".tmp").mkdir(parents=True)
    room = _COPIED
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.suffix == ".ipynb" or path.name.startswith((".", "__pycache__")):
            continue
        if path.is_symlink() or not path.is_file() or path.stat().st_size > room:
            continue
        room -= path.stat().st_size
        shutil.copy(path, scratch / path.name)
