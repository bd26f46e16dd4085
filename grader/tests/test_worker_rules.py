"""URL rules that compile late say and do what werkzeug's own do."""

from __future__ import annotations

import pytest
import werkzeug.routing
from flask import Flask, url_for
from werkzeug.routing import BuildError

from grader.worker import rules


def _page(page: int) -> str:
    return f"page {page}"


def _site(rule_class: type[werkzeug.routing.Rule]) -> Flask:
    app = Flask("rules", static_folder=None)
    app.url_rule_class = rule_class
    app.add_url_rule("/terms/<term>/courses/<int:number>", "course", lambda term, number: f"{term} {number}")
    app.add_url_rule("/pages", "pages", _page, defaults={"page": 1})
    app.add_url_rule("/pages/<int:page>", "pages", _page)
    app.add_url_rule("/files/<path:name>", "files", lambda name: name, methods=["POST"])
    return app


@pytest.fixture(params=[werkzeug.routing.Rule, rules.Rule], ids=["werkzeug", "late"])
def site(request: pytest.FixtureRequest) -> Flask:
    return _site(request.param)


def test_urls_are_built_as_ever(site: Flask) -> None:
    with site.test_request_context():
        for _ in range(2):
            assert url_for("course", term="2027 spring", number=7) == "/terms/2027%20spring/courses/7"
            assert url_for("course", term="a", number=7, sort="code&title") == (
                "/terms/a/courses/7?sort=code%26title"
            )
            assert [url_for("pages"), url_for("pages", page=1), url_for("pages", page=2)] == (
                ["/pages", "/pages", "/pages/2"]
            )
            assert url_for("files", name="a/b c.txt", _external=True) == "http://localhost/files/a/b%20c.txt"
        with pytest.raises(BuildError):
            url_for("course", term="a")


def test_requests_find_their_view(site: Flask) -> None:
    client = site.test_client()
    assert client.get("/terms/spring/courses/12").text == "spring 12"
    assert client.get("/pages/1").location == "http://localhost/pages"
    assert client.get("/files/a").status_code == 405


def test_the_map_reads_the_same() -> None:
    assert repr(_site(rules.Rule).url_map) == repr(_site(werkzeug.routing.Rule).url_map)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rules that werkzeug compiles, as it does; none was before."""
    noted: list[str] = []
    own = werkzeug.routing.Rule._compile_builder

    def note(rule: werkzeug.routing.Rule, append_unknown: bool = True) -> object:
        noted.append(rule.rule)
        return own(rule, append_unknown)

    monkeypatch.setattr(werkzeug.routing.Rule, "_compile_builder", note)
    monkeypatch.setattr(rules, "_held", {})
    return noted


def test_nothing_is_compiled_before_a_url_is_built(compiled: list[str]) -> None:
    app = _site(rules.Rule)
    app.test_client().get("/terms/spring/courses/12")
    assert compiled == []
    with app.test_request_context():
        url_for("course", term="a", number=1)
        url_for("course", term="b", number=2)
    assert compiled == ["/terms/<term>/courses/<int:number>"]


def test_the_next_app_with_such_a_rule_finds_it_compiled(compiled: list[str]) -> None:
    for _ in range(2):
        with _site(rules.Rule).test_request_context():
            assert url_for("course", term="a", number=1) == "/terms/a/courses/1"
    assert compiled == ["/terms/<term>/courses/<int:number>"]


def test_what_two_apps_mean_by_one_rule_is_kept_apart(compiled: list[str]) -> None:
    for length, page in ((2, 3), (5, 7)):
        app = Flask("rules", static_folder=None)
        app.url_rule_class = rules.Rule
        app.add_url_rule(f"/pages/<int(fixed_digits={length}):page>", "page", _page)
        app.add_url_rule("/<path:name>/last", "last", _page, defaults={"name": f"a/{page}"})
        with app.test_request_context():
            assert url_for("page", page=page) == f"/pages/{page:0{length}}"
            assert url_for("last") == f"/a/{page}/last"


def test_only_so_many_are_kept(compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_MOST", 1)
    with _site(rules.Rule).test_request_context():
        for _ in range(2):
            url_for("course", term="a", number=1)
            url_for("files", name="b")
    assert len(compiled) == 2
    assert len(rules._held) == 1
