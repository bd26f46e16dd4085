"""Journeys of browsers through a site, and the cookies that it sets."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, make_response, redirect, request, session

from grader.props.journeys import cookie_flags, cookie_set, ids_given, journey
from grader.props.time import SettableClock, stopped

MORNING = "2027-01-12T09:00+00:00"


def create(clock: SettableClock) -> Flask:
    site = Flask("site", static_folder=None)
    site.secret_key = "for this test only"  # noqa: S105
    site.logger.disabled = True

    @site.post("/name")
    def name() -> Any:
        session["name"] = request.form["name"]
        answer = make_response(redirect("/", 303))
        answer.set_cookie("seen", "yes", max_age=60, samesite="Lax")
        return answer

    @site.get("/")
    def home() -> dict[str, Any]:
        return {"name": session.get("name"), "hour": clock.now().hour}

    site.add_url_rule("/text", "text", lambda: "<h1>Plain  &amp; short</h1>")
    site.add_url_rule("/broken", "broken", lambda: str(1 / 0))
    return site


def visits(*steps: str) -> list[tuple[object, object]]:
    return journey(create, [stopped(MORNING)], steps)


def test_each_browser_has_cookies_of_its_own() -> None:
    told = visits("ana POST /name name=Ana_Ruiz", "ana GET /", "bo GET /")
    assert told == [
        (303, "/"),
        (200, {"name": "Ana Ruiz", "hour": 9}),
        (200, {"name": None, "hour": 9}),
    ]


def test_a_cookie_is_copied_and_used_again() -> None:
    told = visits(
        *("ana POST /name name=Ana", "ana copies session", "ana POST /name name=Bo", "ana GET /"),
        *("eve pastes session", "eve holds session", "eve holds seen", "eve later 61", "eve GET /"),
    )
    assert told[2:] == [
        (200, {"name": "Bo", "hour": 9}),
        ("holds", True),
        ("holds", False),
        (200, {"name": "Ana", "hour": 10}),
    ]


def test_pages_errors_and_forged_cookies_are_told() -> None:
    told = visits("ana GET /text", "ana GET /broken", "ana has session=forged", "ana GET /")
    assert told[0] == (200, "Plain & short")
    assert told[1][0] == 500
    assert "ZeroDivisionError" in str(told[1][1])
    assert told[2] == (200, {"name": None, "hour": 9})


def test_what_is_made_must_be_an_app_and_may_fail() -> None:
    with pytest.raises(TypeError, match="a str is neither a WSGI nor an ASGI app"):
        journey(lambda: "site", [], ["ana GET /"])
    with pytest.raises(ZeroDivisionError):
        journey(lambda: 1 // 0, [], ["ana GET /"])


def test_an_unknown_step_is_named() -> None:
    with pytest.raises(ValueError, match="no such step: ana JUMPS"):
        visits("ana JUMPS")


def test_the_cookie_of_an_answer() -> None:
    clock = [stopped(MORNING)]
    told = {"value": "yes", "max-age": "60", "httponly": None, "samesite": "Lax", "path": "/"}
    assert cookie_set(create, clock, "/name name=Ana", "seen") == told
    assert cookie_set(create, clock, "/name name=Ana", "other") is None
    assert cookie_flags(create, clock, "/name name=Ana", "session") == {
        "httponly": True,
        "samesite": None,
        "path": "/",
    }


def test_ids_are_counted() -> None:
    assert ids_given(create, [stopped(MORNING)], "/name name=Ana", "seen", 2) == {"different": 1, "short": 4}
    assert ids_given(create, [stopped(MORNING)], "/name name=Ana", "session", 1)["short"] == 0
