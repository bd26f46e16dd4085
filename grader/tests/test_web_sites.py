"""Sites as test cells reach them, in this process or in another."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import flask
import pytest

from grader.web.door import Door
from grader.web.limits import Limits, NoAnswer
from grader.web.mishaps import Mishap
from grader.web.site import Site, open_site
from grader.web.sites import Home, Sites, reach


@pytest.fixture
def opened() -> list[Any]:
    """The sites that were opened, in order."""
    return []


@pytest.fixture
def sites(opened: list[Any]) -> Iterator[Sites]:
    def open_noted(app: Any, door: int) -> Site:
        opened.append(open_site(app, door))
        return opened[-1]

    ours, theirs = socket.socketpair()
    with ours, theirs:
        sites = Sites(Home(open_noted, Door(ours), theirs.fileno()))
        yield sites
        sites.close()


def counting_app() -> flask.Flask:
    app, seen = flask.Flask("campus"), []
    app.add_url_rule("/", view_func=lambda: seen.append(1) or str(len(seen)), methods=["GET", "POST"])
    app.add_url_rule("/broken", view_func=lambda: 1 // 0, endpoint="broken")
    return app


def test_an_app_is_opened_once(sites: Sites, opened: list[Any]) -> None:
    app, other = counting_app(), counting_app()
    assert [sites.of(one).client().get("/").text for one in (app, other, app)] == ["1", "1", "2"]
    assert len(opened) == 2


def test_a_site_that_was_not_used_for_long_is_closed_and_opened_again(
    sites: Sites, opened: list[Any]
) -> None:
    first, used = counting_app(), counting_app()
    for app in [first, used, *(counting_app() for _ in range(7))]:
        assert sites.of(app).client().get("/").text == "1"
        sites.of(used)
    assert sites.of(first).client().get("/").text == "2"
    assert sites.of(used).client().get("/").text == "2"
    assert len(opened) == 10


def test_an_app_of_this_process_is_reached() -> None:
    reached = reach(counting_app())
    assert reached.client().get("/broken").status_code == 500
    assert [(met.name, met.message) for met in reached.mishaps()] == [
        ("ZeroDivisionError", "integer division or modulo by zero")
    ]
    reached.close()


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


class Liar:
    """A site of a process that answers everything with what no honest site says."""

    def __init__(self, told: Any) -> None:
        self.told = told

    def answer(self, _number: int, _seconds: float) -> Any:
        return self.told

    def mishaps(self) -> Any:
        return self.told

    def renew(self) -> Any:
        return self.told

    def close(self) -> None:
        return


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (None, []),
        ("", []),
        ({}, []),
        ([("A", "b", "c")], [Mishap("A", "b", "c")]),
        ([("A", "b")], [Mishap("an error", "", "")]),
        ([("A", 1, "c")], [Mishap("an error", "", "")]),
        ([None], [Mishap("an error", "", "")]),
    ],
)
def test_what_a_site_says_is_plain_text_or_nothing(told: Any, kept: list[Mishap]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        reached = Sites(Home(lambda _app, _door: Liar(told), Door(ours), theirs.fileno())).of("stand-in")
        assert reached.mishaps() == kept
        with pytest.raises(NoAnswer, match=r"no whole answer within 0.2 s"):
            reached.client(Limits(seconds=0.2)).get("/")
