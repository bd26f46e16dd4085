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
from grader.web.limits import Limits, NoAnswer


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
        return lambda *_: (self,) * 4

    def __call__(self) -> Any:
        return self.told

    def __called_while__(self, do: Callable[[], Any], *_: Any) -> tuple[Any, Any]:
        return self.told, do()


@pytest.mark.parametrize("told", [None, "", {}, [None], [("A", "b")], [{"names": [], "message": "m"}]])
def test_what_a_strangers_process_says_is_checked(told: Any, way: Way) -> None:
    reach_by(way)
    reached: Reached = reach(Liar(told))
    with pytest.raises(NoAnswer, match=r"no whole answer within 0.2 s"):
        reached.client(Limits(seconds=0.2)).get("/")
    with pytest.raises(ValueError, match="told"):
        reached.errors()
