"""Connections to a site that somebody else runs."""

from __future__ import annotations

import socket
from collections.abc import Generator

from grader.web.access import ask_on
from grader.web.limits import NoAnswer


class TcpAccess:
    """Opens a connection for each request."""

    def __init__(self, host: str, port: int) -> None:
        self._at = (host, port)

    def ask(self, request: bytes, seconds: float) -> Generator[bytes]:
        """See grader.web.access.ask_on. Raises NoAnswer where nobody listens."""
        try:
            line = socket.create_connection(self._at, timeout=seconds)
        except OSError as error:
            host, port = self._at
            raise NoAnswer(f"could not be reached at {host}:{port} ({error.strerror or error})") from None
        return ask_on(line, request, seconds)
