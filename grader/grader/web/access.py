"""How clients get to a site: a question for each request, a connection for each WebSocket."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from grader.web.door import Door

_T = TypeVar("_T")

Welcome = Callable[[int, float], object]
"""`welcome` of a grader.web.site.Site, or what stands for it in another process."""
Both = Callable[[Welcome, int, float, Callable[[], Any]], Any]
"""Calls a welcome with its two arguments, and a function meanwhile: returns what the function returns."""

GRACE = 0.5
"""Seconds that an app may take longer than its client, so that it is the client that tells what was wrong."""
_PIECE = 2**16
_speakers = ThreadPoolExecutor(thread_name_prefix="client")
"""Has no thread before it is used, so that a process may fork until then."""


class Reachable(Protocol):
    """A site as its HTTP clients know it."""

    def ask(self, request: bytes, seconds: float, /) -> Generator[bytes]:
        """Send a request: all that comes back, in pieces. Raises TimeoutError or another OSError where it
        does not come to an end."""


def ask_on(line: socket.socket, request: bytes, seconds: float) -> Generator[bytes]:
    """Send a request on a connection: what comes back within so many seconds, until the other end hangs up.

    Raises TimeoutError or another OSError. The connection is closed at the end.
    """
    deadline = time.monotonic() + seconds
    with line:
        line.settimeout(seconds)
        # A server may answer, and hang up, before it has read everything.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(request)
        while piece := line.recv(_PIECE):
            yield piece
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            line.settimeout(left)


def in_two_threads(welcome: Welcome, number: int, seconds: float, speak: Callable[[], Any]) -> Any:
    """For a site of this process: it answers in this thread."""
    spoken = _speakers.submit(speak)
    welcome(number, seconds)
    return spoken.result()


class Access:
    """Connections to one site; `both` is how its welcome and a client work at the same time."""

    def __init__(self, welcome: Welcome, door: Door, both: Both = in_two_threads) -> None:
        self._welcome, self._door, self._both = welcome, door, both

    def meanwhile(self, seconds: float, speak: Callable[[socket.socket], _T]) -> _T:
        """Have the site take a new connection within so many seconds, and speak on it meanwhile.

        Returns what `speak` returns, and raises what it raises. The connection is left open.
        """
        number, line = self._door.open()
        spoken: _T = self._both(self._welcome, number, seconds + GRACE, lambda: speak(line))
        return spoken
