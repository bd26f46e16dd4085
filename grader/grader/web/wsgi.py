"""A WSGI app as a server; it runs in the thread of whoever has it answer."""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import Any

from flask import got_request_exception

from grader.web.mishaps import Mishaps
from grader.web.reply import reply
from grader.web.request import END_OF_HEAD, environ_of
from grader.web.sent import Sent

_PIECE = 2**16


class WsgiServer:
    """Answers one request at a time, when asked to.

    The app runs where the learner's cells ran: an in-memory SQLite database, or anything else that belongs to
    one thread, works as with Flask's test client, and a request that takes too long can be interrupted.
    """

    def __init__(self, app: Any, mishaps: Mishaps) -> None:
        self._mishaps = mishaps
        self._app = _noting(app, mishaps)

    def answer(self, request: bytes, seconds: float) -> bytes:
        """The app's answer to a whole request, as far as it comes within so many seconds."""
        sent = Sent()
        with (
            contextlib.suppress(_TooSlow, SystemExit),
            _interrupted_after(seconds),
            self._told_by_flask(),
        ):
            reply(self._app, environ_of(request), sent.write)
        return bytes(sent.data)

    def welcome(self, line: socket.socket, seconds: float) -> None:
        """Answer a request for a WebSocket, on its own connection, as any other request."""
        request = bytearray()
        with line, contextlib.suppress(OSError):  # a client that hangs up knows why
            line.settimeout(seconds)
            while END_OF_HEAD not in request:
                piece = line.recv(_PIECE)
                if not piece:
                    return
                request += piece
            line.sendall(self.answer(bytes(request), seconds))

    def close(self) -> None:
        """It holds nothing."""

    @contextlib.contextmanager
    def _told_by_flask(self) -> Iterator[None]:
        """Flask turns an exception into a page of its own and tells it by a signal only."""

        def note(_app: object, exception: BaseException, **_more: object) -> None:
            self._mishaps.note(exception)

        with got_request_exception.connected_to(note):
            yield


class _TooSlow(BaseException):
    """The time for a request is over. No Exception, so that an app's own handlers let it pass."""


def _noting(app: Callable[..., Iterable[bytes]], mishaps: Mishaps) -> Any:
    """The same app, but the exceptions that it lets through are noted."""

    def noting(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        try:
            chunks = app(environ, start_response)
            try:
                yield from chunks
            finally:
                if hasattr(chunks, "close"):
                    chunks.close()
        except (Exception, SystemExit) as error:
            mishaps.note(error)
            raise

    return noting


@contextlib.contextmanager
def _interrupted_after(seconds: float) -> Iterator[None]:
    """Raise _TooSlow inside the block when it lasts too long.

    Python delivers signals to the main thread only; elsewhere the block takes the time that it takes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
