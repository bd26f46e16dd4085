"""What a WSGI app answers, written as the development server of werkzeug writes it.

That server, on Python's http.server, takes three times as long for a request as most apps of an exercise.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

from werkzeug.exceptions import InternalServerError

from grader.web.request import software

_NO_BODY = frozenset({204, 304})
_PYTHON = f"Python/{sys.version.split()[0]}"
Send = Callable[[bytes], object]
"""Takes the next bytes of an answer; raises ConnectionError when its client wants no more."""
App = Callable[[dict[str, Any], Callable[..., Any]], Any]


def reply(app: App, environ: dict[str, Any], send: Send) -> None:
    """Let the app answer a request. One that raises an Exception answers 500, if it has not begun by then.

    What is no Exception, such as SystemExit, is raised.
    """
    answer = _Reply(environ, send)
    try:
        answer.write_all(app)
    except (ConnectionError, TimeoutError):
        return  # what the client gives as its reason to hang up; an app's own looks no different
    except Exception:
        with contextlib.suppress(Exception):
            answer.start_over()
            answer.write_all(InternalServerError())


class _Reply:
    """One answer: status and headers are written with the first piece of the body."""

    def __init__(self, environ: dict[str, Any], send: Send) -> None:
        self._environ, self._send = environ, send
        self._status: str | None = None
        self._headers: list[tuple[str, str]] | None = None
        self._begun = self._chunked = False

    def write_all(self, app: App) -> None:
        """Write what the app answers, to the end."""
        chunks = app(self._environ, self._start)
        try:
            for chunk in chunks:
                self._write(chunk)
            if not self._begun:
                self._write(b"")
            if self._chunked:
                self._send(b"0\r\n\r\n")
        finally:
            if hasattr(chunks, "close"):
                chunks.close()

    def start_over(self) -> None:
        """Forget the status and the headers, unless they are on their way."""
        if not self._begun:
            self._status = self._headers = None

    def _start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        """`start_response` (PEP 3333)."""
        if exc_info:
            try:
                if self._begun:
                    raise exc_info[1].with_traceback(exc_info[2])
            finally:
                exc_info = None
        elif self._headers:
            raise AssertionError("Headers already set")
        self._status, self._headers = status, headers
        return self._write

    def _write(self, data: Any) -> None:
        """`write` (PEP 3333): head and body go in one piece, so that whoever waits for them wakes once."""
        head = b"" if self._begun else self._head()
        if not isinstance(data, bytes):
            self._send(head)
            raise AssertionError("applications must write bytes")
        if data and self._chunked:
            data = b"%x\r\n%b\r\n" % (len(data), data)
        if sent := head + data:
            self._send(sent)

    def _head(self) -> bytes:
        if self._status is None or self._headers is None:
            raise AssertionError("write() before start_response")
        self._begun = True
        code, phrase = (*self._status.split(None, 1), "", "")[:2]
        status = int(code)
        head = [f"HTTP/1.1 {status} {phrase}", f"Server: {software()} {_PYTHON}"]
        head += [f"Date: {formatdate(usegmt=True)}", *(f"{name}: {value}" for name, value in self._headers)]
        names = {name.lower() for name, _ in self._headers}
        self._chunked = "content-length" not in names and self._has_body(status)
        if self._chunked:
            head.append("Transfer-Encoding: chunked")
        return "\r\n".join([*head, "Connection: close", "", ""]).encode("latin-1")

    def _has_body(self, status: int) -> bool:
        informs = 100 <= status < 200
        return not informs and status not in _NO_BODY and self._environ["REQUEST_METHOD"] != "HEAD"
