"""Apps whose templates were compiled for another app show what their own compiler would have made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import flask.templating
import pytest
from flask import Flask, render_template, render_template_string
from flask.json.provider import DefaultJSONProvider
from jinja2 import DictLoader, TemplateSyntaxError
from jinja2.exceptions import TemplateAssertionError

from grader.worker import templates

OURS = pytest.mark.parametrize("preferred", [templates.Environment], indirect=True)


@pytest.fixture(autouse=True, params=[flask.templating.Environment, templates.Environment])
def preferred(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every Flask app has its usual environment, or ours, and nothing is held yet."""
    monkeypatch.setattr(Flask, "jinja_environment", request.param)
    templates._held.clear()
    yield
    templates._held.clear()


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The names of what Jinja compiled."""
    names: list[object] = []
    theirs = flask.templating.Environment.compile

    def noted(self: object, source: object, name: object = None, *args: object, **kwargs: object) -> object:
        names.append(name)
        return theirs(self, source, name, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(flask.templating.Environment, "compile", noted)
    return names


def shown(template: str, change: Callable[[Flask], object] = lambda _: None, **values: object) -> str:
    """The template in an app of its own."""
    app = Flask("shown")
    change(app)
    with app.test_request_context():
        return render_template_string(template, **values)


def named(name: str, source: str) -> str:
    """The file `name` in an app of its own."""
    app = Flask("shown")
    app.jinja_loader = DictLoader({name: source})  # type: ignore[assignment]
    with app.test_request_context():
        return render_template(name, text="<b>")


@OURS
def test_apps_alike_compile_once(compiled: list[object]) -> None:
    assert [shown("{{ text|upper }}", text=text) for text in "ab"] == ["A", "B"]
    assert [shown("{{ text|tojson }}", text=text) for text in "ab"] == ['"a"', '"b"']
    assert [named("page.html", "{{ text }}") for _ in range(2)] == ["&lt;b&gt;"] * 2
    assert len(compiled) == 3


def test_a_name_decides_on_escaping() -> None:
    assert [named(name, "{{ text }}") for name in ("page.html", "page.txt")] == ["&lt;b&gt;", "<b>"]


def test_a_filter_of_a_constant_is_the_apps_own() -> None:
    def louder(app: Flask) -> None:
        app.template_filter("upper")(lambda text: f"{text}!")

    assert [shown("{{ 'a'|upper }}"), shown("{{ 'a'|upper }}", louder)] == ["A", "a!"]


def test_a_filter_that_only_the_first_app_has() -> None:
    assert shown("{{ 'a'|mine }}", lambda app: app.add_template_filter(str.upper, "mine")) == "A"
    with pytest.raises(TemplateAssertionError):
        shown("{{ 'a'|mine }}")


def test_json_of_a_constant_is_the_apps_own() -> None:
    class Shouting(DefaultJSONProvider):
        def dumps(self, obj: object, **_: object) -> str:
            return f'"{obj}!"'

    def plainly(app: Flask) -> None:
        assert isinstance(app.json, DefaultJSONProvider)
        app.json.ensure_ascii = False

    def shouting(app: Flask) -> None:
        app.json = Shouting(app)

    template = "{{ 'Zoë'|tojson }}"
    assert [shown(template, change) for change in (lambda _: None, plainly, shouting)] == [
        '"Zo\\u00eb"',
        '"Zoë"',
        '"Zoë!"',
    ]


def test_policies_and_delimiters_are_the_apps_own() -> None:
    def far(app: Flask) -> None:
        app.jinja_env.policies["urlize.target"] = "_blank"

    def square(app: Flask) -> None:
        app.jinja_options = {"variable_start_string": "[[", "variable_end_string": "]]"}

    template = "{{ 'https://uni.example'|urlize }}"
    assert "_blank" not in shown(template)
    assert "_blank" in shown(template, far)
    assert shown(template, square) == template


def test_a_mistake_is_told_each_time() -> None:
    for _ in range(2):
        with pytest.raises(TemplateSyntaxError):
            shown("{% if %}")


def test_what_cannot_be_a_key_is_compiled(compiled: list[object]) -> None:
    class Odd:
        __hash__ = None  # type: ignore[assignment]

        def __call__(self, text: str) -> str:
            return f"odd {text}"

    assert shown("{{ 'a'|odd }}", lambda app: app.add_template_filter(Odd(), "odd")) == "odd a"
    assert len(compiled) == 1


@OURS
def test_few_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "_MOST", 3)
    for number in range(10):
        assert shown(f"{number}") == str(number)
    assert len(templates._held) <= 3
