"""What the judge tells who watches it: some at once, the rest for when they look.

Each message that somebody waits for wakes a process. Who watches a run acts when a cell's time is over, so of
cells that begin and end in time it need not hear at once.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from typing import Any, NamedTuple

_MOST_UNREAD = 64 * 2**10
_OVERHEAD = 2**10
"""Bytes that the kernel counts for a message beside its own. Together they stay below what a socket holds
(Linux: 208 KiB): a judge that waited for room would wait for somebody who sleeps."""


class Lines(NamedTuple):
    """Two stream sockets, or their other ends: one is listened to, the other is read now and then."""

    control: socket.socket
    notes: socket.socket

    def close(self) -> None:
        """Close both."""
        self.control.close()
        self.notes.close()


def lines() -> tuple[Lines, Lines]:
    """Both ends."""
    (one, other), (its_notes, other_notes) = socket.socketpair(), socket.socketpair()
    return Lines(one, its_notes), Lines(other, other_notes)


class Control:
    """The judge's end: JSON lines."""

    def __init__(self, ends: Lines) -> None:
        self._lines = ends
        self._unread = 0

    def tell(self, message: dict[str, Any]) -> None:
        """Something that is acted on at once; whoever hears it has read all notes."""
        self._lines.control.sendall(_line(message))
        self._unread = 0

    def note(self, message: dict[str, Any]) -> None:
        """Something that is read with what is told next, or when time is up."""
        line = _line(message)
        self._unread += len(line) + _OVERHEAD
        if self._unread <= _MOST_UNREAD:
            self._lines.notes.sendall(line)
            return
        self.tell({"noted": message})
        self._lines.control.recv(1)

    def ask_for_student(self, absent: Sequence[str]) -> tuple[socket.socket, socket.socket]:
        """The ends of a wire and of a door to a new student, who does without these parts of the app."""
        self.tell({"student": list(absent)})
        _, descriptors, _, _ = socket.recv_fds(self._lines.control, 1, 2)
        wire, door = (socket.socket(fileno=descriptor) for descriptor in descriptors)
        return wire, door


class Heard:
    """Who watches, at one of the other ends."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._begun = b""

    def read(self, flags: int = 0) -> list[dict[str, Any]] | None:
        """The messages that are complete of what has come. None where the judge has gone, and, if `flags` say
        not to wait, where nothing has come."""
        try:
            data = self.connection.recv(1 << 16, flags)
        except (BlockingIOError, ConnectionResetError):
            return None
        if not data:
            return None
        *lines, self._begun = (self._begun + data).split(b"\n")
        return [json.loads(line) for line in lines]


def _line(message: dict[str, Any]) -> bytes:
    return json.dumps(message, default=str).encode() + b"\n"
