"""Apps as the words of test cells reach them: in this process, or behind a stand-in."""

from __future__ import annotations

import linecache
import socket
from collections.abc import Callable, Iterator
from typing import Any

import flask
import pytest

from grader.vocabulary.foreign import Foreign
from grader.vocabulary.reach import Reached, Sites, Way, reach, reach_by
from grader.web.door import Door
from grader.web.limits import NoAnswer
from grader.web.site import PIECE


@pytest.fixture
def way() -> Iterator[Way]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Way(Door(ours), theirs.fileno())


@pytest.fixture
def sites(way: Way) -> Iterator[Sites]:
    sites = Sites(way)
    yield sites
    sites.close()


def counting_app() -> flask.Flask:
    app, seen = flask.Flask("campus"), []
    app.add_url_rule("/", view_func=lambda: seen.append(1) or str(len(seen)), methods=["GET", "POST"])
    return app


def test_an_app_is_opened_once(sites: Sites) -> None:
    app, other = counting_app(), counting_app()
    assert [sites.of(one).client().get("/").text for one in (app, other, app)] == ["1", "1", "2"]
    assert sites.of(app) is sites.of(app) is not sites.of(other)


def test_an_app_that_is_made_is_opened_once_too(sites: Sites) -> None:
    app = counting_app()
    made = [sites.made(lambda: app, ()), sites.made(lambda one: one, (app,)), sites.of(app)]
    assert [reached.client().get("/").text for reached in made] == ["1", "2", "3"]
    assert made[0] is made[1] is made[2] is not sites.made(counting_app, ())


def test_a_site_that_was_not_used_for_long_makes_room_and_comes_back(sites: Sites) -> None:
    first, used = counting_app(), counting_app()
    before = sites.of(first), sites.of(used)
    for app in [first, used, *(counting_app() for _ in range(7))]:
        assert sites.of(app).client().get("/").text == "1"
        sites.of(used)
    assert sites.of(used) is before[1]
    assert sites.of(first) is not before[0]
    assert sites.of(first).client().get("/").text == "2"


def test_what_an_app_met_is_told_with_its_line_in_the_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "app.add_url_rule('/broken', view_func=lambda: 1 // 0)\n"
    cell = "<ipython-input-1-0>"
    monkeypatch.setitem(linecache.cache, cell, (len(line), None, [line], cell))
    app = flask.Flask("campus")
    exec(compile(line, cell, "exec"), {"app": app})  # noqa: S102 (as a notebook does)
    reached = reach(app)
    assert reached.client().get("/broken").status_code == 500
    (error,) = reached.errors()
    assert (error.fields["names"][0], str(error)) == (
        "ZeroDivisionError",
        "integer division or modulo by zero",
    )
    assert error.fields["place"] == f"line 1 of `<lambda>`: `{line.strip()}`"


def test_a_listener_hears_every_request_and_that_one_had_no_answer(sites: Sites) -> None:
    def app(environ: Any, start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", [("Content-Length", "5")])
        yield b"half"

    heard: list[tuple[str, int | None]] = []
    client = sites.of(counting_app()).client(heard=lambda *one: heard.append(one))
    client.get("/")
    client.post("/")
    client.put("/")
    with pytest.raises(NoAnswer):
        sites.of(app).client(heard=lambda *one: heard.append(one)).post("/")
    assert heard == [("GET", 200), ("POST", 200), ("PUT", 405), ("POST", None)]


class Liar(Foreign):
    """A stand-in whose process answers everything with what no honest one says."""

    def __init__(self, told: Any) -> None:
        self.told = told

    def __beside__(self, module: str, name: str) -> Callable[..., Any]:
        return lambda *_: (self,) * 6

    def __call__(self, *_: Any) -> Any:
        return self.told


@pytest.mark.parametrize(
    "told",
    [
        *(None, "", {}, [None], [("A", "b")], [{"names": [], "message": "m"}]),
        *((), (b"",), (b"", 1), ("HTTP/1.1 200 OK\r\n\r\n", False), (["HTTP"], False), (7, False)),
    ],
)
def test_what_a_strangers_process_says_is_checked(told: Any, way: Way) -> None:
    reach_by(way)
    reached: Reached = reach(Liar(told))
    with pytest.raises(NoAnswer, match=r"sent no answer|without an answer"):
        reached.client().get("/")
    with pytest.raises(ValueError, match="told"):
        reached.errors()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (b"x" * PIECE, "sent a body of more than 4194304 bytes"),
        ("x" * PIECE, "sent no answer"),
        (b"", "sent a broken answer: peer closed connection"),
    ],
)
def test_the_rest_of_an_answer_is_a_strangers_word_too(more: Any, told: str, way: Way) -> None:
    class Site(Liar):
        def __beside__(self, module: str, name: str) -> Callable[..., Any]:
            return lambda *_: (self, Liar(more), *[self] * 4)

    reach_by(way)
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n"
    with pytest.raises(NoAnswer, match=told):
        reach(Site((head.ljust(PIECE), True))).client().get("/")


def test_an_answer_of_several_pieces_arrives(sites: Sites) -> None:
    body = bytes(range(256)) * (3 * PIECE // 256)
    app = flask.Flask("campus")
    app.add_url_rule("/", view_func=lambda: flask.Response(body))
    client = sites.of(app).client()
    assert client.get("/").data == body
    assert client.get("/").data == body
