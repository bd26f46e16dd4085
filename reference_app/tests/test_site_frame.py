"""Bare pages of a part get the site's frame in a browser; errors say where to look next."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Blueprint, Flask, abort

from university.bootstrap import build
from university.settings import Settings

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
PREFIX = "/user/ana/university"


def site(answer: Any = "<h1>Own list</h1>") -> Flask:
    def create_blueprint(catalogue: Any) -> Blueprint:
        pages = Blueprint("mine", __name__)
        pages.add_url_rule("/departments/", "index", lambda: answer)
        pages.add_url_rule("/departments/<code>", "one", lambda code: abort(404))
        return pages

    return build(Settings(database_url="memory:"), {"site.departments": create_blueprint}).get(Flask)


def test_a_browser_sees_a_fragment_inside_the_sites_page():
    response = site().test_client().get("/departments/", headers=BROWSER)
    assert response.text.startswith("<!doctype html>")
    assert "<h1>Own list</h1>" in response.text
    assert 'href="/desk/"' in response.text and 'aria-current="page">Departments' in response.text
    assert int(response.headers["Content-Length"]) == len(response.data)
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


def test_the_frames_links_keep_the_prefix():
    page = (
        site().test_client().get("/departments/", headers=BROWSER, environ_overrides={"SCRIPT_NAME": PREFIX})
    )
    assert f'href="{PREFIX}/courses/"' in page.text and 'href="/courses/"' not in page.text


@pytest.mark.parametrize("headers", [{}, {"Accept": "*/*"}, {"Accept": "application/json"}])
def test_a_program_gets_the_fragment_as_it_was_made(headers):
    response = site().test_client().get("/departments/", headers=headers)
    assert response.text == "<h1>Own list</h1>"
    assert "Accept" in response.vary


@pytest.mark.parametrize(
    "whole",
    [
        "<!DOCTYPE html><title>Own</title><p>list",
        "<!-- mine --><HTML lang=en><p>list",
        ("<p>list", {"Content-Type": "text/plain"}),
        {"own": "list"},
        (["<p>", "list"].__iter__(), {"Content-Type": "text/html"}),
    ],
    ids=["doctype", "html", "text", "json", "stream"],
)
def test_what_is_no_fragment_stays_as_it_is(whole):
    text = site(whole).test_client().get("/departments/", headers=BROWSER).text
    assert "list" in text
    assert "Enrolment desk" not in text


def test_pages_of_the_site_and_its_errors_have_one_frame():
    client = site().test_client()
    for path in ("/", "/departments/X", "/nothing"):
        assert client.get(path, headers=BROWSER).text.count("<main") == 1, path


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/departments/XXX", '<a href="/departments/">list of departments</a>'),
        ("/courses/XXX-1", '<a href="/courses/">the catalogue</a>'),
        ("/desk/S-0", '<a href="/desk/">Search for the student</a>'),
    ],
)
def test_an_errors_advice_leads_there(path, link):
    text = build(Settings(database_url="memory:")).get(Flask).test_client().get(path).text
    assert f"{link}" in text
    assert "HTTP status 404 and the error code <code>not_found</code>" in text
