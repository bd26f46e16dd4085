"""Our server makes of a request what werkzeug's development server makes, and answers as that one does."""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import flask
import pytest
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler

from grader.web.mishaps import Mishaps
from grader.web.reply import reply
from grader.web.request import environ_of
from grader.web.sent import MOST, Sent
from grader.web.wsgi import WsgiServer

Serve = Callable[["App", bytes], bytes]
App = Callable[[dict[str, Any], Any], Iterable[bytes]]
REQUEST = b"%b %b HTTP/1.1\r\nHost: localhost\r\n%bConnection: close\r\n\r\n%b"


class Theirs(WSGIRequestHandler):
    """As it was used before there was one of our own."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def finish(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().finish()

    def log(self, type: str, message: str, *args: Any) -> None:
        """What an app met is none of the log's business."""


def by_werkzeug(app: App, request: bytes) -> bytes:
    ours, theirs = socket.socketpair()
    with ours:
        ours.sendall(request)
        ours.shutdown(socket.SHUT_WR)
        _process(app, theirs)
        return b"".join(iter(lambda: ours.recv(2**16), b""))


def _process(app: App, line: socket.socket) -> None:
    with socket.socket(socket.AF_UNIX) as unused:
        server = BaseWSGIServer("unix://", 0, app, Theirs, fd=unused.fileno())
    server.server_close()
    server.server_address = ("localhost", 80)
    with line:
        server.process_request(line, ("", 0))  # type: ignore[arg-type]  # as of a network


def by_us(app: App, request: bytes) -> bytes:
    sent = Sent()
    reply(app, environ_of(request), sent.write)
    return bytes(sent.data)


@pytest.fixture(params=[by_werkzeug, by_us], ids=["werkzeug", "ours"])
def serve(request: pytest.FixtureRequest) -> Serve:
    """Each of both servers."""
    return request.param  # type: ignore[no-any-return]


def sent(serve: Serve, app: App, request: bytes) -> bytes:
    """All that the server sends for a request, but for the time of day."""
    return re.sub(rb"\r\nDate: [^\r]* GMT\r\n", b"\r\nDate: now\r\n", serve(app, request))


def of(method: bytes, target: bytes, fields: bytes = b"", body: bytes = b"") -> bytes:
    length = b"Content-Length: %d\r\n" % len(body) if body else b""
    return REQUEST % (method, target, fields + length, body)


@pytest.mark.parametrize(
    "request_bytes",
    [
        of(b"GET", b"/"),
        of(b"GET", b"/caf%C3%A9/%FF/%2F%25?q=%C3%A9&a=+b%20c&&"),
        of(b"HEAD", b"//evil.example/courses?next=//x#no"),
        of(b"GET", b"courses"),
        of(b"DELETE", b"/?"),
        of(b"POST", b"/enrol", b"Content-Type: text/plain\r\n", b"a=b&c=\xff"),
        of(b"POST", b"/", b"", b"x" * 100_000),
        of(
            b"GET",
            b"/",
            b"X-Term: \xe9 1\r\nX-Term:two \r\nX_Term: three\r\nCookie: a=b; c=d\r\nX-Empty:\r\n",
        ),
    ],
)
def test_an_app_is_asked_the_same(request_bytes: bytes) -> None:
    asked: list[dict[str, Any]] = []

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        length = int(environ.get("CONTENT_LENGTH", 0))
        asked.append({**environ, "wsgi.input": environ["wsgi.input"].read(length)})
        start_response("204 No Content", [])
        return []

    for serve in (by_werkzeug, by_us):
        sent(serve, app, request_bytes)
    del asked[0]["werkzeug.socket"]  # ours has none
    assert asked[0] == asked[1]


def nothing_started(environ: Any, start_response: Any) -> list[bytes]:
    return [b"x"]


def raises_at_once(environ: Any, start_response: Any) -> list[bytes]:
    raise ValueError("bad")


def raises_when_started(environ: Any, start_response: Any) -> list[bytes]:
    start_response("200 OK", [("X-Lost", "1")])
    raise ValueError("bad")


def raises_in_mid_answer(environ: Any, start_response: Any) -> Iterator[bytes]:
    start_response("200 OK", [("X", "1")])
    yield b"half"
    raise ValueError("bad")


def loses_its_database(environ: Any, start_response: Any) -> list[bytes]:
    start_response("200 OK", [("X", "1")])
    raise ConnectionRefusedError("no database")


def starts_twice(environ: Any, start_response: Any) -> list[bytes]:
    start_response("200 OK", [("X", "1")])
    start_response("201 Created", [("X", "2")])
    return [b"x"]


def starts_anew_for_an_error(environ: Any, start_response: Any) -> list[bytes]:
    start_response("200 OK", [("X", "1")])
    error = ValueError("bad")
    start_response("503 Busy", [("X", "2")], (ValueError, error, None))
    return [b"busy"]


def starts_anew_too_late(environ: Any, start_response: Any) -> Iterator[bytes]:
    start_response("200 OK", [("X", "1")])
    yield b"half"
    start_response("503 Busy", [("X", "2")], (ValueError, ValueError("bad"), None))


def writes(environ: Any, start_response: Any) -> list[bytes]:
    write = start_response("200 OK", [("X", "1")])
    write(b"one ")
    write(b"")
    return [b"two"]


def says_late_what_it_sends(environ: Any, start_response: Any) -> Iterator[bytes]:
    headers = [("X", "1")]
    start_response("200 OK", headers)
    headers.append(("Y", "2"))
    yield b""
    yield b"x"


def answering(status: Any, headers: Any, *chunks: Any) -> App:
    def app(environ: Any, start_response: Any) -> Any:
        start_response(status, headers)
        return chunks

    return app


@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"POST"])
@pytest.mark.parametrize(
    "app",
    [
        answering("200 OK", [("Content-Length", "2")], b"hi"),
        answering("200 OK", [("content-LENGTH", "9")], b"hi"),
        answering("200 OK", [("Content-Type", "text/plain")], b"one ", b"", b"x" * 70_000),
        answering("200 OK", []),
        answering("204 No Content", [("X", "1")]),
        answering("304 Not Modified", [("X", "1")], b"x"),
        answering("100 Continue", [("X", "1")]),
        answering("404", [("X", "1")], b"x"),
        answering(" 200  All  well ", [("X", "1"), ("X", "2"), ("X", 3)], b"x"),
        answering("fine", [("X", "1")], b"x"),
        answering("", [("X", "1")], b"x"),
        answering(200, [("X", "1")], b"x"),
        answering("200 OK", None, b"x"),
        answering("200 OK", [("X",)], b"x"),
        answering("200 OK", [("X", "☂")], b"x"),
        answering("200 OK", [("X", "é\r\nY: z")], b"x"),
        answering("200 OK", [("X", "1")], "text"),
        answering("200 OK", [("X", "1")], b"half", "text"),
        answering("200 OK", [("X", "1")], None),
        lambda environ, start_response: None,
        nothing_started,
        raises_at_once,
        raises_when_started,
        raises_in_mid_answer,
        loses_its_database,
        starts_twice,
        starts_anew_for_an_error,
        starts_anew_too_late,
        writes,
        says_late_what_it_sends,
    ],
)
def test_every_answer_is_the_same_to_the_byte(app: Any, method: bytes) -> None:
    request = of(method, b"/", body=b"x" if method == b"POST" else b"")
    assert sent(by_us, app, request) == sent(by_werkzeug, app, request)


def test_an_app_is_closed_however_it_ends(serve: Serve) -> None:
    closed: list[str] = []

    class Chunks:
        def __init__(self, name: str) -> None:
            self.name = name

        def __iter__(self) -> Iterator[bytes]:
            yield b"x"
            if self.name == "bad":
                raise ValueError

        def close(self) -> None:
            closed.append(self.name)

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        start_response("200 OK", [("X", "1")])
        return Chunks(environ["PATH_INFO"].strip("/"))

    for path in (b"/good", b"/bad"):
        sent(serve, app, of(b"GET", path))
    assert closed == ["good", "bad"]


@pytest.mark.parametrize("ending", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_what_is_no_exception_ends_the_server_too(serve: Serve, ending: type[BaseException]) -> None:
    def app(environ: Any, start_response: Any) -> list[bytes]:
        raise ending

    with pytest.raises(ending):
        sent(serve, app, of(b"GET", b"/"))


def test_no_more_is_kept_of_an_answer_than_anybody_reads() -> None:
    written: list[int] = []

    def app(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", [])
        while True:
            written.append(1)
            yield b"x" * 2**20

    assert len(WsgiServer(app, Mishaps()).answer(of(b"GET", b"/"), 60)) == MOST
    assert len(written) == MOST // 2**20


def test_a_websocket_is_answered_on_its_connection_as_any_request() -> None:
    app, mishaps = flask.Flask("campus"), Mishaps()
    app.add_url_rule("/", view_func=lambda: flask.Response(b"x" * 1000 for _ in range(10_000)))
    server = WsgiServer(app, mishaps)
    for request in (b"", b"GET / HT", of(b"GET", b"/")):
        ours, theirs = socket.socketpair()
        ours.sendall(request)
        ours.close()
        server.welcome(theirs, 5)
        assert theirs.fileno() == -1
    ours, theirs = socket.socketpair()
    with ours:
        ours.sendall(of(b"GET", b"/none"))
        server.welcome(theirs, 5)
        assert ours.recv(2**16).startswith(b"HTTP/1.1 404 NOT FOUND\r\n")
    assert mishaps.take() == []
