"""A site's client has it answer, and speaks to it meanwhile."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from grader.web.door import Door

_T = TypeVar("_T")

_GRACE = 0.5
"""Seconds that an app may take longer than its client, so that it is the client that tells what was wrong."""


class Answering(Protocol):
    """What a client needs of a grader.web.site.Site, or of what stands for one in another process."""

    def answer(self, number: int, seconds: float, /) -> None:
        """Answer the connection with this number at the door."""


class Access:
    """Connections to one site."""

    def __init__(self, site: Answering, door: Door) -> None:
        self._answer, self._door = site.answer, door

    def meanwhile(self, seconds: float, speak: Callable[[socket.socket], _T]) -> _T:
        """Have the site answer a new connection within so many seconds; a thread speaks on it meanwhile.

        Returns what `speak` returns, and raises what it raises. The connection is left open.
        """
        number, line = self._door.open()
        speaker = _Speaker(speak, line)
        speaker.start()
        self._answer(number, seconds + _GRACE)
        return speaker.result()


class _Speaker(threading.Thread, Generic[_T]):
    def __init__(self, speak: Callable[[socket.socket], _T], line: socket.socket) -> None:
        super().__init__(name="client", daemon=True)
        self._speak, self._line = speak, line
        self._results: list[_T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        """Speak, and keep what came of it."""
        try:
            self._results.append(self._speak(self._line))
        except BaseException as error:  # it belongs to the thread that waits
            self._error = error

    def result(self) -> _T:
        """Wait for the end of it."""
        self.join()
        if self._error is not None:
            raise self._error
        return self._results[0]
