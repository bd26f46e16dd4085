"""Servers that mean harm: each costs the client a clear error within its limits, and nothing more."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from itertools import repeat
from typing import Any

import h11
import pytest

from grader.web.access import Access, ask_on
from grader.web.answer import Answer
from grader.web.door import Door, take
from grader.web.exchange import exchange
from grader.web.limits import Limits, NoAnswer
from grader.web.websocket import websocket

OK = b"HTTP/1.1 200 OK\r\n"
LIMITS = Limits(seconds=30, headers=2**14, body=2**20)
HURRIED = replace(LIMITS, seconds=0.5)
"""For those who never come to an end."""

Serve = Callable[[Iterable[bytes]], socket.socket]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """`serve(pieces)` gives a connection to one who answers with these bytes, and hangs up after them."""
    threads: list[threading.Thread] = []
    lines: list[socket.socket] = []

    def start(pieces: Iterable[bytes]) -> socket.socket:
        ours, theirs = socket.socketpair()

        def run() -> None:
            with theirs:
                theirs.recv(2**16)
                try:
                    for piece in pieces:
                        theirs.sendall(piece)
                except OSError:
                    return

        threads.append(threading.Thread(target=run))
        threads[-1].start()
        lines.append(ours)
        return ours

    yield start
    for line in lines:
        line.close()
    for thread in threads:
        thread.join()


def ask(line: socket.socket, method: str = "GET", limits: Limits = LIMITS) -> Answer:
    request = h11.Request(method=method, target="/", headers=[("Host", "localhost")])
    return exchange(At(line), request, b"", limits)


class At(Access):
    """Access to whoever is at the other end of a connection."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def meanwhile(self, _seconds: float, speak: Callable[[socket.socket], Any]) -> Any:
        return speak(self._line)

    def ask(self, request: bytes, seconds: float) -> Generator[bytes]:
        return ask_on(self._line, request, seconds)


def trickle(piece: bytes = b"x") -> Iterator[bytes]:
    """A byte now and then, for longer than anybody waits."""
    pause = threading.Event()
    for _ in range(200):
        pause.wait(0.02)
        yield piece


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        ([], "closed the connection without an answer"),
        ([b"garbage\r\n\r\n"], "broken answer: illegal status line"),
        ([b"\x00" * 100], "broken answer"),
        ([OK, b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc"], "conflicting Content-Length"),
        ([OK, b"Content-Length: 10\r\n\r\nabc"], "received 3 bytes, expected 10"),
        ([OK, b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc"], "illegal chunk header"),
        ([OK, b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc"], "incomplete chunked read"),
        ([OK, b"X: \xff\x00\r\n\r\n"], "illegal header line"),
        ([OK, b"X: ", *repeat(b"a" * 2**20, 100)], "headers of more than 16384 bytes"),
        ([OK, *repeat(b"X: a\r\n" * 1000, 1000)], "headers of more than 16384 bytes"),
        (
            [OK, b"Content-Length: 1000000000\r\n\r\n", *repeat(b"a" * 2**20, 50)],
            "body of more than 1048576 bytes",
        ),
        ([OK, b"\r\n", *repeat(b"a" * 2**20, 50)], "body of more than 1048576 bytes"),
        ([b"HTTP/1.1 101 Switching Protocols\r\n\r\n"], "broken answer"),
    ],
)
def test_no_http_and_too_much_of_it(serve: Serve, pieces: Iterable[bytes], told: str) -> None:
    with pytest.raises(NoAnswer, match=told):
        ask(serve(pieces))


@pytest.mark.parametrize(
    "before", [b"", OK + b"X: ", OK + b"\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\n5;"]
)
def test_a_trickle_is_cut_by_the_whole_time_not_by_each_wait(serve: Serve, before: bytes) -> None:
    def pieces() -> Iterator[bytes]:
        yield before
        yield from trickle()

    with pytest.raises(NoAnswer, match=r"no whole answer within 0.5 s"):
        ask(serve(pieces()), limits=HURRIED)


def test_early_hints_without_end_are_cut(serve: Serve) -> None:
    with pytest.raises(NoAnswer, match=r"no whole answer within 0.5 s"):
        ask(serve(trickle(b"HTTP/1.1 103 Early Hints\r\n\r\n")), limits=HURRIED)


def test_good_answers_of_odd_shape_are_read(serve: Serve) -> None:
    assert ask(serve([b"HTTP/1.0 200 OK\r\n\r\nto the end"])).body == b"to the end"
    assert ask(serve([b"HTTP/1.1 999 \xff\r\nX-Y: \xe9\r\nContent-Length: 0\r\n\r\n"])) == Answer(
        999, [("X-Y", "é"), ("Content-Length", "0")], b""
    )
    assert ask(serve([OK, b"Content-Length: 7\r\n\r\n"]), "HEAD").body == b""
    assert (
        ask(serve([b"HTTP/1.1 100 Continue\r\n\r\n", OK, b"Content-Length: 1\r\n\r\na", b"more"])).body
        == b"a"
    )


def test_a_server_that_keeps_the_connection_open_is_not_waited_for(serve: Serve) -> None:
    def pieces() -> Iterator[bytes]:
        yield OK + b"Content-Length: 2\r\nConnection: keep-alive\r\n\r\nhi"
        yield from trickle()

    assert ask(serve(pieces())).body == b"hi"


def test_an_app_killed_in_mid_answer_is_told() -> None:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        theirs.sendall(OK + b"Content-Length: 10\r\n\r\nabc")
        os._exit(9)
    theirs.close()
    with pytest.raises(NoAnswer, match=r"received 3 bytes, expected 10|broke the connection off"):
        ask(ours)
    os.waitpid(pid, 0)


def test_a_door_that_nobody_opens_is_told() -> None:
    ours, theirs = socket.socketpair()
    door = Door(ours)
    with theirs, pytest.raises(NoAnswer, match="takes no connection"):
        for _ in range(10_000):
            door.open()[1].close()
    with ours, pytest.raises(NoAnswer, match="takes no connection"):
        door.open()


def test_only_the_connection_that_was_asked_for_is_taken() -> None:
    ours, theirs = socket.socketpair()
    door = Door(ours)
    with theirs:
        lost, line = door.open()[1], door.open()
        with lost, line[1], take(theirs.fileno(), line[0]) as taken:
            assert lost.recv(1) == b""
            line[1].sendall(b"x")
            assert taken.recv(1) == b"x"
        ours.close()
        with pytest.raises(EOFError, match="the client has gone"):
            take(theirs.fileno(), 3)


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        ([], "opened no WebSocket"),
        ([b"garbage\r\n\r\n"], "opened no WebSocket"),
        ([b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"], "refused the WebSocket with status 404"),
        (
            [b"HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"],
            "opened no WebSocket: cannot follow",
        ),
        ([b"HTTP/1.1 101 S\r\nX: ", *repeat(b"a" * 2**20, 20)], "opened no WebSocket"),
    ],
)
def test_a_handshake_that_is_none(serve: Serve, pieces: Iterable[bytes], told: str) -> None:
    with pytest.raises(NoAnswer, match=told):
        websocket(At(serve(pieces)), limits=LIMITS)


def test_a_handshake_that_trickles_is_cut(serve: Serve) -> None:
    with pytest.raises(NoAnswer, match=r"opened no WebSocket within 0.5 s"):
        websocket(At(serve(trickle())), limits=HURRIED)
