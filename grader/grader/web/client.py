"""A client with the words of Flask's test client, which reaches its site over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import quote

import h11
from werkzeug.datastructures import EnvironHeaders
from werkzeug.test import Client as WerkzeugClient
from werkzeug.test import ClientRedirectError, TestResponse

from grader.web.exchange import Answer, exchange
from grader.web.limits import PREFIX_HEADER, Limits, NoAnswer

_GRACE = 0.5
"""Seconds that an app may take longer than its client, so that it is the client that tells what was wrong."""
_PATH = "/!$&'()*+,;=:@"
"""What stands in a path as it is, beside letters and digits (RFC 3986, 3.3)."""
_TOLD = 200
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer"})


Heard = Callable[[str, int | None], None]


class Answering(Protocol):
    """What a client asks of a site (grader.web.site.Site) while it waits for an answer."""

    def answer(self, seconds: float, /) -> None:
        """Answer one request that is sent meanwhile."""


class Client(WerkzeugClient):
    """`get`, `post`, … as in Flask's test client: cookies are kept, redirects followed when asked to.

    Each request may raise NoAnswer. `path` is the site's socket, `server` the process that listens there, and
    `heard` is told each request's method and the status of its answer, None where there was none.
    """

    def __init__(
        self,
        site: Answering,
        path: str,
        limits: Limits | None = None,
        server: int | None = None,
        heard: Heard | None = None,
    ) -> None:
        self._limits = limits or Limits()
        super().__init__(_Bridge(site, path, self._limits, server, heard))

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send one request, and those to which it is redirected where `follow_redirects` says so."""
        try:
            return super().open(*args, **kwargs)
        except ClientRedirectError:
            raise NoAnswer("redirected in a circle") from None

    def resolve_redirect(self, response: TestResponse, buffered: bool = False) -> TestResponse:
        """Follow one redirect within the site. Raises NoAnswer where that is not possible."""
        if len(response.history) >= self._limits.redirects:
            raise NoAnswer(f"redirected more than {self._limits.redirects} times in a row")
        try:
            return super().resolve_redirect(response, buffered=buffered)
        except (RuntimeError, ValueError, h11.LocalProtocolError):
            where = str(response.location)[:_TOLD]
            raise NoAnswer(f"redirected to {where!r}, which cannot be followed") from None

    def _update_cookies_from_response(self, server_name: str, path: str, headers: list[str]) -> None:
        try:
            super()._update_cookies_from_response(server_name, path, headers)
        except (ValueError, StopIteration):  # what its parser raises, unspoken
            raise NoAnswer("sent a Set-Cookie header that is none") from None


class _Bridge:
    """A WSGI app for werkzeug's client that passes each request on to the site's socket."""

    def __init__(
        self, site: Answering, path: str, limits: Limits, server: int | None, heard: Heard | None
    ) -> None:
        self._site, self._path, self._limits, self._server, self._heard = site, path, limits, server, heard

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = environ["wsgi.input"].read()
        request = h11.Request(
            method=environ["REQUEST_METHOD"], target=_target(environ), headers=_headers(environ)
        )
        answer = self._ask(request, body)
        headers = [(name, value) for name, value in answer.headers if name.lower() not in _HOP_BY_HOP]
        start_response(_status(answer.status), headers)
        return [answer.body]

    def _ask(self, request: h11.Request, body: bytes) -> Answer:
        """Send the request from a thread, for a WSGI app answers in ours."""
        sender = _Sender(self._path, request, body, self._limits, self._server)
        sender.start()
        self._site.answer(self._limits.seconds + _GRACE)
        sender.join()
        if self._heard is not None:
            self._heard(request.method.decode("ascii"), sender.answer and sender.answer.status)
        return sender.result()


class _Sender(threading.Thread):
    def __init__(self, *request: Any) -> None:
        super().__init__(name="client", daemon=True)
        self._request = request
        self.answer: Answer | None = None
        self._error: Exception | None = None

    def run(self) -> None:
        """Ask, and keep what came of it."""
        try:
            self.answer = exchange(*self._request)
        except Exception as error:  # it belongs to the thread that asked
            self._error = error

    def result(self) -> Answer:
        """The answer; raises what `exchange` raised."""
        if self.answer is None:
            raise self._error or NoAnswer("was asked in vain")
        return self.answer


def _target(environ: dict[str, Any]) -> str:
    query = environ["QUERY_STRING"]
    return _quoted(environ["PATH_INFO"]) + (f"?{query}" if query else "")


def _quoted(path: str) -> str:
    return quote(path.encode("latin-1"), safe=_PATH)  # WSGI has bytes as text (PEP 3333)


def _headers(environ: dict[str, Any]) -> list[tuple[str, str]]:
    given = [(name, value) for name, value in EnvironHeaders(environ) if name.lower() not in _HOP_BY_HOP]
    if environ["SCRIPT_NAME"]:
        given.append((PREFIX_HEADER, _quoted(environ["SCRIPT_NAME"])))
    return [*given, ("Connection", "close")]


def _status(code: int) -> str:
    """The status line with the phrase of the standard: the server's own is anybody's text."""
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return f"{code} Unknown"
