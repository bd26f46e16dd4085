"""A site's client has it answer, and speaks to it meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from grader.web.door import Door

_T = TypeVar("_T")

Answer = Callable[[int, float], object]
"""`answer` of a grader.web.site.Site, or what stands for it in another process."""

_speakers = ThreadPoolExecutor(thread_name_prefix="client")
"""Has no thread before it is used, so that a process may fork until then."""
_GRACE = 0.5
"""Seconds that an app may take longer than its client, so that it is the client that tells what was wrong."""


class Reachable(Protocol):
    """A site as its clients know it."""

    def meanwhile(self, seconds: float, speak: Callable[[socket.socket], _T], /) -> _T:
        """What `speak` makes of a new connection to the site."""


class Access:
    """Connections to one site at hand."""

    def __init__(self, answer: Answer, door: Door) -> None:
        self._answer, self._door = answer, door

    def meanwhile(self, seconds: float, speak: Callable[[socket.socket], _T]) -> _T:
        """Have the site answer a new connection within so many seconds; a thread speaks on it meanwhile.

        Returns what `speak` returns, and raises what it raises. The connection is left open.
        """
        number, line = self._door.open()
        spoken = _speakers.submit(speak, line)
        self._answer(number, seconds + _GRACE)
        return spoken.result()
