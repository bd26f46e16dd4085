"""A site's client has it answer, and speaks to it meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from grader.web.door import Door

_T = TypeVar("_T")

Answer = Callable[[int, float], object]
"""`answer` of a grader.web.site.Site, or what stands for it in another process."""
Both = Callable[[Answer, int, float, Callable[[], Any]], Any]
"""Calls an answer with its two arguments, and a function meanwhile: returns what the function returns."""

_speakers = ThreadPoolExecutor(thread_name_prefix="client")
"""Has no thread before it is used, so that a process may fork until then."""
_GRACE = 0.5
"""Seconds that an app may take longer than its client, so that it is the client that tells what was wrong."""


class Reachable(Protocol):
    """A site as its clients know it."""

    def meanwhile(self, seconds: float, speak: Callable[[socket.socket], _T], /) -> _T:
        """What `speak` makes of a new connection to the site."""


def in_two_threads(answer: Answer, number: int, seconds: float, speak: Callable[[], Any]) -> Any:
    """For a site of this process: it answers in this thread."""
    spoken = _speakers.submit(speak)
    answer(number, seconds)
    return spoken.result()


class Access:
    """Connections to one site; `both` is how its answer and a client work at the same time."""

    def __init__(self, answer: Answer, door: Door, both: Both = in_two_threads) -> None:
        self._answer, self._door, self._both = answer, door, both

    def meanwhile(self, seconds: float, speak: Callable[[socket.socket], _T]) -> _T:
        """Have the site answer a new connection within so many seconds, and speak on it meanwhile.

        Returns what `speak` returns, and raises what it raises. The connection is left open.
        """
        number, line = self._door.open()
        spoken: _T = self._both(self._answer, number, seconds + _GRACE, lambda: speak(line))
        return spoken
