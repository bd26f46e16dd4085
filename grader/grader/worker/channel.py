"""JSON lines over a stream socket."""

from __future__ import annotations

import json
import socket
from typing import Any


class Channel:
    """One end of a conversation; messages are dictionaries."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._incoming = connection.makefile("rb")

    def fileno(self) -> int:
        """The socket's descriptor, for select."""
        return self._connection.fileno()

    def send(self, message: dict[str, Any]) -> None:
        """Send one message; raises OSError when the other end has gone."""
        self._connection.sendall(json.dumps(message).encode() + b"\n")

    def receive(self) -> dict[str, Any] | None:
        """The next message, or None when the other end has closed."""
        line = self._incoming.readline()
        if not line.endswith(b"\n"):
            return None
        message: dict[str, Any] = json.loads(line)
        return message

    def close(self) -> None:
        """Hang up."""
        self._incoming.close()
        self._connection.close()
