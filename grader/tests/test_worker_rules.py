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


def test_nothing_is_compiled_before_a_url_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    own = werkzeug.routing.Rule._compile_builder

    def note(rule: werkzeug.routing.Rule, append_unknown: bool = True) -> object:
        compiled.append(rule.rule)
        return own(rule, append_unknown)

    monkeypatch.setattr(werkzeug.routing.Rule, "_compile_builder", note)
    app = _site(rules.Rule)
    app.test_client().get("/terms/spring/courses/12")
    assert compiled == []
    with app.test_request_context():
        url_for("course", term="a", number=1)
        url_for("course", term="b", number=2)
    assert compiled == ["/terms/<term>/courses/<int:number>"]
