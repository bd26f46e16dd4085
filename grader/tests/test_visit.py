"""`visit`: one request, and what must come back."""

from __future__ import annotations

from collections.abc import Callable

import flask
import pytest
from markupsafe import Markup, escape

from grader import visit
from grader.vocabulary.failure import Failure


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


def test_a_wsgi_app_that_raises_is_a_failure() -> None:
    def app(environ: object, start_response: object) -> list[bytes]:
        raise ValueError("bad")

    assert "raised ValueError: bad" in str(failure_of(lambda: visit(app, "GET", "/").answers(200)))
