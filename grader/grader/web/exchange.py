"""One HTTP/1.1 request to a server that nobody trusts."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import NamedTuple

import h11

from grader.web.access import Reachable
from grader.web.limits import Limits, NoAnswer

_TOLD = 200
_TOO_LARGE = 431


class Answer(NamedTuple):
    """What a server sent: the status, the headers as they were written (Latin-1), the body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of this name, given in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    def all(self, name: str) -> list[str]:
        """Every header of this name, given in lower case."""
        return [value for key, value in self.headers if key.lower() == name]

    @property
    def text(self) -> str:
        """The body as UTF-8, whose faults are shown as such."""
        return self.body.decode("utf-8", "replace")

    @property
    def mimetype(self) -> str:
        """The content type without its parameters; empty where there is none."""
        return (self.header("content-type") or "").partition(";")[0].strip()

    @property
    def is_json(self) -> bool:
        """Whether the content type says so."""
        kind, _, what = self.mimetype.partition("/")
        return kind == "application" and (what == "json" or what.endswith("+json"))


def exchange(site: Reachable, request: h11.Request, body: bytes, limits: Limits) -> Answer:
    """Send a request to a site and read the whole answer.

    Raises NoAnswer for anything but an answer within the limits, h11.LocalProtocolError for a request that is
    no HTTP.
    """
    deadline = time.monotonic() + limits.seconds
    wire = h11.Connection(h11.CLIENT, max_incomplete_event_size=limits.headers)
    sent = wire.send(request) or b""
    if body:
        sent += wire.send(h11.Data(data=body)) or b""
    sent += wire.send(h11.EndOfMessage()) or b""
    with contextlib.closing(site.ask(sent, limits.seconds)) as pieces:
        return _Reader(pieces, wire, limits, deadline).answer()


class _Reader:
    """Reads one answer, piece by piece, and stops where a limit is passed."""

    def __init__(
        self, pieces: Iterator[bytes], wire: h11.Connection, limits: Limits, deadline: float
    ) -> None:
        self._pieces, self._wire, self._limits, self._deadline = pieces, wire, limits, deadline
        self._heard = False

    def answer(self) -> Answer:
        try:
            head = self._head()
            return Answer(
                head.status_code,
                [
                    (name.decode("latin-1"), value.decode("latin-1"))
                    for name, value in head.headers.raw_items()
                ],
                self._body(),
            )
        except TimeoutError:
            raise NoAnswer(f"gave no whole answer within {self._limits.seconds:g} s") from None
        except h11.RemoteProtocolError as error:
            raise NoAnswer(self._broken(error)) from None
        except OSError as error:
            raise NoAnswer(f"broke the connection off ({error.strerror or error})") from None

    def _head(self) -> h11.Response:
        while True:
            event = self._event()
            if type(event) is h11.Response:
                return event

    def _body(self) -> bytes:
        body = bytearray()
        while type(event := self._event()) is h11.Data:
            body += event.data
            if len(body) > self._limits.body:
                raise NoAnswer(f"sent a body of more than {self._limits.body} bytes")
        return bytes(body)

    def _event(self) -> object:
        while (event := self._wire.next_event()) is h11.NEED_DATA:
            piece = next(self._pieces, b"")
            self._check_time()
            if not piece and not self._heard:
                raise NoAnswer("closed the connection without an answer")
            self._heard = True
            self._wire.receive_data(piece)
        self._check_time()
        return event

    def _check_time(self) -> None:
        if time.monotonic() >= self._deadline:
            raise TimeoutError

    def _broken(self, error: h11.RemoteProtocolError) -> str:
        if error.error_status_hint == _TOO_LARGE:
            return f"sent headers of more than {self._limits.headers} bytes"
        return f"sent a broken answer: {str(error)[:_TOLD]}"
