"""One HTTP/1.1 request to a server that nobody trusts."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

import h11

from grader.web.access import Reachable
from grader.web.answer import Answer, usual
from grader.web.limits import Limits, NoAnswer

_TOLD = 200
_TOO_LARGE = 431


def exchange(site: Reachable, request: h11.Request, body: bytes, limits: Limits) -> Answer:
    """Send a request, whose headers tell the length of its body, and read the whole answer.

    Raises NoAnswer for anything but an answer within the limits.
    """
    deadline = time.monotonic() + limits.seconds
    with contextlib.closing(site.ask(_written(request) + body, limits.seconds)) as pieces:
        return _Reader(pieces, limits, deadline).answer(request, body)


def _written(request: h11.Request) -> bytes:
    """The head of a request, which h11 has checked: as h11 writes it, the host first."""
    fields = request.headers.raw_items()
    fields.sort(key=lambda field: field[0].lower() != b"host")
    lines = [b"%b %b HTTP/1.1" % (request.method, request.target), *map(b": ".join, fields)]
    return b"\r\n".join([*lines, b"", b""])


class _Reader:
    """Reads one answer, piece by piece, and stops where a limit is passed."""

    def __init__(self, pieces: Iterator[bytes], limits: Limits, deadline: float) -> None:
        self._pieces, self._limits, self._deadline = pieces, limits, deadline

    def answer(self, request: h11.Request, body: bytes) -> Answer:
        try:
            first = self._piece()
            if not first:
                raise NoAnswer("closed the connection without an answer")
            return usual(first, request.method, self._limits) or self._by_h11(first, request, body)
        except TimeoutError:
            raise NoAnswer(f"gave no whole answer within {self._limits.seconds:g} s") from None
        except h11.RemoteProtocolError as error:
            raise NoAnswer(self._broken(error)) from None
        except OSError as error:
            raise NoAnswer(f"broke the connection off ({error.strerror or error})") from None

    def _by_h11(self, first: bytes, request: h11.Request, body: bytes) -> Answer:
        wire = h11.Connection(h11.CLIENT, max_incomplete_event_size=self._limits.headers)
        for event in (request, h11.Data(data=body), h11.EndOfMessage()):
            wire.send(event)  # what was sent: an answer depends on it
        wire.receive_data(first)
        head = self._head(wire)
        fields = [
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers.raw_items()
        ]
        return Answer(head.status_code, fields, self._body(wire))

    def _head(self, wire: h11.Connection) -> h11.Response:
        while True:
            event = self._event(wire)
            if type(event) is h11.Response:
                return event

    def _body(self, wire: h11.Connection) -> bytes:
        body = bytearray()
        while type(event := self._event(wire)) is h11.Data:
            body += event.data
            if len(body) > self._limits.body:
                raise NoAnswer(f"sent a body of more than {self._limits.body} bytes")
        return bytes(body)

    def _event(self, wire: h11.Connection) -> object:
        while (event := wire.next_event()) is h11.NEED_DATA:
            wire.receive_data(self._piece())
        self._check_time()
        return event

    def _piece(self) -> bytes:
        piece = next(self._pieces, b"")
        self._check_time()
        return piece

    def _check_time(self) -> None:
        if time.monotonic() >= self._deadline:
            raise TimeoutError

    def _broken(self, error: h11.RemoteProtocolError) -> str:
        if error.error_status_hint == _TOO_LARGE:
            return f"sent headers of more than {self._limits.headers} bytes"
        return f"sent a broken answer: {str(error)[:_TOLD]}"
