"""A client with the words of Flask's test client, which reaches its site over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit

import h11
from werkzeug.datastructures import EnvironHeaders, Headers
from werkzeug.test import Client as WerkzeugClient
from werkzeug.test import ClientRedirectError, EnvironBuilder, TestResponse
from werkzeug.wsgi import get_current_url

from grader.web.access import Reachable
from grader.web.answer import Answer
from grader.web.exchange import exchange
from grader.web.limits import PREFIX_HEADER, Limits, NoAnswer

_PATH = "/!$&'()*+,;=:@"
"""What stands in a path as it is, beside letters and digits (RFC 3986, 3.3)."""
_TOLD = 200
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer"})


Heard = Callable[[str, int | None], None]


class Client(WerkzeugClient):
    """`get`, `post`, … as in Flask's test client: cookies are kept, redirects followed when asked to.

    Each request may raise NoAnswer. `heard` is told each request's method and the status of its answer, None
    where there was none.
    """

    def __init__(self, site: Reachable, limits: Limits | None = None, heard: Heard | None = None) -> None:
        super().__init__(_no_app)
        self._site, self._limits, self._heard = site, limits or Limits(), heard

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send one request, and those to which it is redirected where `follow_redirects` says so."""
        try:
            return super().open(*args, **kwargs)
        except ClientRedirectError:
            raise NoAnswer("redirected in a circle") from None

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        """Send one request, of the same arguments, and follow no redirect; the answer as it came.

        This spares what a test client makes of an answer, which takes half of its time.
        """
        builder = EnvironBuilder(*args, **kwargs)
        try:
            environ = builder.get_environ()
        finally:
            builder.close()
        return self._answer(environ)

    def run_wsgi_app(
        self, environ: dict[str, Any], *_: Any, **__: Any
    ) -> tuple[Iterable[bytes], str, Headers]:
        """Where a test client would call its app, this one asks its site."""
        answer = self._answer(environ)
        headers = [(name, value) for name, value in answer.headers if name.lower() not in _HOP_BY_HOP]
        return [answer.body], _status(answer.status), Headers(headers)

    def resolve_redirect(self, response: TestResponse, buffered: bool = False) -> TestResponse:
        """Follow one redirect within the site. Raises NoAnswer where that is not possible."""
        if len(response.history) >= self._limits.redirects:
            raise NoAnswer(f"redirected more than {self._limits.redirects} times in a row")
        try:
            return super().resolve_redirect(response, buffered=buffered)
        except (RuntimeError, ValueError, h11.LocalProtocolError):
            where = str(response.location)[:_TOLD]
            raise NoAnswer(f"redirected to {where!r}, which cannot be followed") from None

    def _answer(self, environ: dict[str, Any]) -> Answer:
        """The site's answer to a request with the client's cookies; those that it sets are kept."""
        if self._cookies:
            self._add_cookies_to_wsgi(environ)
        else:
            environ.pop("HTTP_COOKIE", None)  # as above, for less
        answer = self._send(environ)
        if cookies := answer.all("set-cookie"):
            self._keep(cookies, get_current_url(environ))
        return answer

    def _send(self, environ: dict[str, Any]) -> Answer:
        body = environ["wsgi.input"].read()
        request = h11.Request(
            method=environ["REQUEST_METHOD"], target=_target(environ), headers=_headers(environ)
        )
        status = None
        try:
            answer = exchange(self._site, request, body, self._limits)
            status = answer.status
            return answer
        finally:
            if self._heard is not None:
                self._heard(request.method.decode("ascii"), status)

    def _keep(self, cookies: list[str], address: str) -> None:
        url = urlsplit(address)
        try:
            self._update_cookies_from_response(url.hostname or "localhost", url.path, cookies)
        except (ValueError, StopIteration):  # what its parser raises, unspoken
            raise NoAnswer("sent a Set-Cookie header that is none") from None


def _no_app(_environ: dict[str, Any], _start_response: Any) -> Iterable[bytes]:
    raise NotImplementedError("run_wsgi_app asks the site instead")


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
