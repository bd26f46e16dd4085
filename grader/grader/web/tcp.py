"""Connections to a site that somebody else runs."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import TypeVar

from grader.web.limits import NoAnswer

_T = TypeVar("_T")


class TcpAccess:
    """Opens a connection for each request, as `grader.web.access.Access` does for an app at hand."""

    def __init__(self, host: str, port: int) -> None:
        self._at = (host, port)

    def meanwhile(self, seconds: float, speak: Callable[[socket.socket], _T]) -> _T:
        """What `speak` makes of a new connection. Raises NoAnswer where nobody listens."""
        try:
            line = socket.create_connection(self._at, timeout=seconds)
        except OSError as error:
            host, port = self._at
            raise NoAnswer(f"could not be reached at {host}:{port} ({error.strerror or error})") from None
        with line:
            return speak(line)
