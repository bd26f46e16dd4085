"""WebSockets of a learner's ASGI app."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import flask
import pytest
from fastapi import FastAPI
from starlette.websockets import WebSocket as Server
from starlette.websockets import WebSocketDisconnect

from grader.vocabulary.reach import Reached, Sites, Way, reach
from grader.web.door import Door
from grader.web.limits import Limits, NoAnswer
from grader.web.websocket import Closed, Refused

LIMITS = Limits(seconds=30, body=2**16)
HURRIED = Limits(seconds=2, body=2**16)
"""For those who never answer, or never read."""


async def echo(line: Server) -> None:
    await line.accept()
    try:
        while (text := await line.receive_text()) != "bye":
            await line.send_text("x" * 2**17 if text == "long" else text)
        await line.close(4001, "so long")
    except WebSocketDisconnect:
        return


def make_app() -> FastAPI:
    app = FastAPI()
    app.add_api_websocket_route("/echo", echo)

    @app.websocket("/members")
    async def members(line: Server) -> None:
        await line.close(4003)

    @app.websocket("/bytes")
    async def double(line: Server) -> None:
        await line.accept()
        await line.send_bytes(2 * await line.receive_bytes())
        await line.close()

    @app.websocket("/broken")
    async def broken(line: Server) -> None:
        await line.accept()
        raise ValueError("bad frame")

    @app.get("/")
    async def page() -> dict[str, int]:
        return {"seats": 3}

    return app


@pytest.fixture
def reached() -> Iterator[Reached]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        sites = Sites(Way(Door(ours), theirs.fileno()))
        yield sites.of(make_app())
        sites.close()


def test_messages_come_back(reached: Reached) -> None:
    with reached.websocket("/echo", LIMITS) as line:
        line.send_text("héllo")
        assert line.receive_text() == "héllo"
        line.send_json({"seat": None})
        assert line.receive_json() == {"seat": None}
    with reached.websocket("/bytes", LIMITS) as line:
        line.send_bytes(b"\x00\xff")
        assert line.receive_bytes() == b"\x00\xff\x00\xff"


def test_two_clients_and_a_page_are_served_at_once(reached: Reached) -> None:
    with reached.websocket("/echo", LIMITS) as one, reached.websocket("/echo", LIMITS) as other:
        one.send_text("1")
        other.send_text("2")
        assert reached.client().get("/").json == {"seats": 3}
        assert (other.receive_text(), one.receive_text()) == ("2", "1")


def test_how_the_server_closed_is_told(reached: Reached) -> None:
    with reached.websocket("/echo", LIMITS) as line:
        line.send_text("bye")
        with pytest.raises(Closed, match="code 4001 and reason 'so long'") as caught:
            line.receive_text()
    assert (caught.value.code, caught.value.reason) == (4001, "so long")
    with pytest.raises(Refused, match="status 403") as refused:
        reached.websocket("/members", LIMITS)
    assert refused.value.status == 403


def test_silence_the_wrong_kind_and_too_much_are_told(reached: Reached) -> None:
    with (
        reached.websocket("/echo", HURRIED) as line,
        pytest.raises(NoAnswer, match=r"no message within 2 s"),
    ):
        line.receive_text()
    with reached.websocket("/echo", LIMITS) as line:
        line.send_text("{")
        with pytest.raises(NoAnswer, match="no JSON"):
            line.receive_json()
        line.send_text("long")
        with pytest.raises(NoAnswer, match="exceeds limit of 65536 bytes"):
            line.receive_text()
    with reached.websocket("/bytes", LIMITS) as line:
        line.send_bytes(b"a")
        with pytest.raises(NoAnswer, match="binary message where text"):
            line.receive_text()


def test_an_app_without_websockets_refuses() -> None:
    with pytest.raises(Refused, match="status 404"):
        reach(flask.Flask("campus")).websocket("/ws", LIMITS)


def test_an_exception_behind_a_websocket_is_known(reached: Reached) -> None:
    with reached.websocket("/broken", LIMITS) as line, pytest.raises(NoAnswer):
        line.receive_text()
    reached.close()  # the app's thread is over, so what it met is noted
    assert [str(error) for error in reached.errors()] == ["bad frame"]


def test_a_server_that_reads_nothing_is_given_up(reached: Reached) -> None:
    with reached.websocket("/bytes", HURRIED) as line, pytest.raises(NoAnswer):
        for _ in range(100):
            line.send_bytes(b"x" * 2**20)
