"""`visit`: one request, and what must come back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import flask
import pytest
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, RedirectResponse
from markupsafe import Markup, escape

from grader import visit
from grader.vocabulary.failure import Failure
from grader.vocabulary.page import Page


@pytest.fixture
def site() -> flask.Flask:
    app = flask.Flask(__name__)

    @app.get("/courses/")
    def courses() -> str:
        text = escape(flask.request.args.get("text", "all"))
        return Markup("<title>T</title><p>Courses: <b>{}</b> &amp; more</p><a href='BIO-201'>one</a>").format(
            text
        )

    @app.post("/enrol")
    def enrol() -> flask.typing.ResponseReturnValue:
        return flask.redirect(flask.request.form["next"], 303)

    @app.get("/plain")
    def plain() -> flask.Response:
        return flask.Response("1 < 2", mimetype="text/plain")

    @app.get("/broken")
    def broken() -> str:
        raise ZeroDivisionError("no rows")

    @app.get("/stub")
    def stub() -> str:
        raise NotImplementedError

    return app


def failure_of(check: Callable[[], object]) -> Failure:
    with pytest.raises(Failure) as caught:
        check()
    return caught.value


def test_a_good_page_passes_a_whole_chain(site: flask.Flask) -> None:
    visit(site, "GET", "/courses/", query={"text": "sea <b>"}).answers(200).shows(
        "Courses: sea <b> & more"
    ).hides("sea <b>").links_to("/courses/BIO-201")


def test_status_text_link_and_redirect_are_told(site: flask.Flask) -> None:
    page = visit(site, "GET", "/courses/")
    assert (
        str(failure_of(lambda: page.answers(404, because="B.")))
        == "`GET /courses/` answered 200; expected 404. B."
    )
    assert "with the text `Courses: all & more one`" in str(failure_of(lambda: page.shows("none")))
    assert "links to: /courses/BIO-201" in str(failure_of(lambda: page.links_to("/courses/")))
    assert "expected a redirect to `/x`" in str(failure_of(lambda: page.redirects_to("/x")))
    assert "`all` in its text" in str(failure_of(lambda: page.hides("all", kind="k")))


def test_a_redirect_within_the_site_is_its_path(site: flask.Flask) -> None:
    visit(site, "POST", "/enrol", data={"next": "/courses/"}).answers(303).redirects_to("/courses/")
    visit(site, "POST", "/enrol", data={"next": "http://localhost/courses/"}).redirects_to("/courses/")


@pytest.mark.parametrize("away", ["//evil.example/courses/", "http://localhost.evil.example/courses/"])
def test_a_redirect_away_is_no_path(site: flask.Flask, away: str) -> None:
    failure = failure_of(lambda: visit(site, "POST", "/enrol", data={"next": away}).redirects_to("/courses/"))
    assert "evil.example" in str(failure)


def test_hiding_markup_looks_into_the_source(site: flask.Flask) -> None:
    page = visit(site, "GET", "/courses/")
    assert "in its source" in str(failure_of(lambda: page.hides("<b>all")))


def test_a_page_that_is_no_html_is_its_text(site: flask.Flask) -> None:
    visit(site, "GET", "/plain").shows("1 < 2")


def test_a_page_is_read_once_and_when_it_is_asked_for(
    site: flask.Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    class Noting(Page):
        def __init__(self, html: str) -> None:
            read.append(html)
            super().__init__(html)

    monkeypatch.setattr("grader.vocabulary.visit.Page", Noting)
    page = visit(site, "GET", "/courses/").answers(200)
    assert read == []
    page.shows("Courses").links_to("/courses/BIO-201")
    assert len(read) == 1


def test_the_error_behind_a_500_is_told(site: flask.Flask) -> None:
    failure = failure_of(lambda: visit(site, "GET", "/broken").answers(200))
    assert "answered 500 because of ZeroDivisionError: no rows" in str(failure)


def test_a_stub_behind_a_page_is_not_started(site: flask.Flask) -> None:
    assert "not started" in str(failure_of(lambda: visit(site, "GET", "/stub").answers(500)))


def test_one_visit_is_one_request(site: flask.Flask) -> None:
    seen: list[str] = []
    site.before_request(lambda: seen.append(flask.request.path))
    visit(site, "GET", "/courses/").answers(200).shows("Courses").links_to("/courses/BIO-201")
    assert seen == ["/courses/"]


def test_a_wsgi_app_that_raises_answers_500() -> None:
    def app(environ: object, start_response: object) -> list[bytes]:
        raise ValueError("bad")

    failure = failure_of(lambda: visit(app, "GET", "/").answers(200))
    assert "answered 500 because of ValueError: bad" in str(failure)


def test_an_app_without_an_answer_is_a_failure() -> None:
    def app(environ: object, start_response: Callable[..., object]) -> Iterator[bytes]:
        start_response("200 OK", [("Content-Length", "9")])
        yield b"half"
        raise OSError("disk")

    failure = failure_of(lambda: visit(app, "GET", "/").answers(200))
    assert str(failure).startswith("`GET /` sent a broken answer: ")
    assert "because of OSError: disk; expected an answer. The app itself broke." in str(failure)


@pytest.mark.parametrize("thing", [None, "site", flask.Blueprint("courses", __name__)])
def test_what_is_no_app_is_a_failure(thing: Any) -> None:
    failure = failure_of(lambda: visit(thing, "GET", "/").answers(200))
    assert "is neither a WSGI nor an ASGI app" in str(failure)


def test_a_page_that_is_no_text_is_read_all_the_same() -> None:
    app = flask.Flask(__name__)
    app.add_url_rule("/", view_func=lambda: flask.Response(b"<p>caf\xe9 Lune", mimetype="text/html"))
    visit(app, "GET", "/").answers(200).shows("Lune")


def test_a_fastapi_app_is_visited_like_a_flask_app() -> None:
    app = FastAPI()
    seats = {"BIO-201": 1}

    @app.get("/sections/{code}")
    async def section(code: str, text: str = "") -> PlainTextResponse:
        return PlainTextResponse(f"{seats[code]} seat {text}")

    @app.post("/sections/{code}/enrol")
    def enrol(code: str) -> RedirectResponse:
        seats[code] -= 1
        return RedirectResponse(f"/sections/{code}", 303)

    @app.get("/stub")
    def stub() -> None:
        raise NotImplementedError

    visit(app, "GET", "/sections/BIO-201", query={"text": "<b>"}).answers(200).shows("1 seat <b>")
    visit(app, "POST", "/sections/BIO-201/enrol").redirects_to("/sections/BIO-201")
    visit(app, "GET", "/sections/BIO-201").shows("0 seat")
    failure = failure_of(lambda: visit(app, "GET", "/sections/ART-1").answers(404))
    assert "answered 500 because of KeyError: 'ART-1'; expected 404" in str(failure)
    assert "not started" in str(failure_of(lambda: visit(app, "GET", "/stub").answers(200)))
