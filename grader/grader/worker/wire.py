"""The line between a judge and a student's process: JSON messages, each after its length.

The judge takes nothing for granted of what comes in: a message that is too long, that nests too deep or that
is no JSON raises Malformed, and the line is of no use any more.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

from grader.vocabulary.foreign import Lost

LONGEST = 16 * 2**20
"""Bytes of one message: outputs may hold pictures."""

_HEAD = struct.Struct(">I")
_PIECE = 8192
_JSON = json.JSONEncoder(separators=(",", ":"), check_circular=False)


class Malformed(Lost):
    """The other end said something that no honest one says."""


class HungUp(Lost):
    """The other end has gone."""


class Wire:
    """One end of the line."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._ahead = b""
        """What came after the part of a message that was asked for, mostly the rest of it."""

    def fileno(self) -> int:
        """The socket's descriptor."""
        return self._connection.fileno()

    def send(self, message: Any) -> None:
        """Send one message. Raises HungUp, or ValueError for one that is too long or nests too deep."""
        try:
            data = _JSON.encode(message).encode("ascii")
        except RecursionError:
            raise ValueError("this nests too deep to be sent") from None
        if len(data) > LONGEST:
            raise ValueError(f"{len(data):,} bytes are too long to be sent")
        try:
            self._connection.sendall(_HEAD.pack(len(data)) + data)
        except OSError as error:
            raise HungUp from error

    def receive(self, longest: int = LONGEST) -> Any:
        """The next message, of so many bytes at most. Raises HungUp or Malformed."""
        (length,) = _HEAD.unpack(self._read(_HEAD.size))
        if length > longest:
            raise Malformed(f"a message of {length:,} bytes")
        try:
            return json.loads(self._read(length))
        except (ValueError, RecursionError) as error:
            raise Malformed("no JSON") from error

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def _read(self, length: int) -> bytes:
        # Grows with what arrives: a length alone reserves no memory.
        data = bytearray(self._ahead)
        while len(data) < length:
            try:
                piece = self._connection.recv(min(max(length - len(data), _PIECE), 1 << 16))
            except OSError as error:
                raise HungUp from error
            if not piece:
                raise HungUp
            data += piece
        self._ahead = bytes(data[length:])
        return bytes(data[:length])
