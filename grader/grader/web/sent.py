"""What a server has sent in answer to one request, as far as anybody will read it."""

from __future__ import annotations

MOST = 16 * 2**20
"""Bytes of one answer that are kept: more than clients read (see grader.web.limits)."""


class Sent:
    """Collects an answer in `data`."""

    def __init__(self) -> None:
        self.data = bytearray()

    def write(self, data: bytes) -> None:
        """Keep the next bytes. Raises BrokenPipeError where there are too many, as when a client hangs up."""
        room = MOST - len(self.data)
        self.data += data[:room]
        if len(data) > room:
            raise BrokenPipeError("the client reads no more")
