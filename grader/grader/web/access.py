"""A site's client has it answer, and speaks to it meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from grader.web.door import Door

_T = TypeVar("_T")

_speakers = ThreadPoolExecutor(thread_name_prefix="client")
"""Has no thread before it is used, so that a process may fork until then."""
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
        spoken = _speakers.submit(speak, line)
        self._answer(number, seconds + _GRACE)
        return spoken.result()
