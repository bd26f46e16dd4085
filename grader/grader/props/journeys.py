"""What browsers meet on a site, step by step, with their cookies: for tasks about cookies and sessions."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from http.cookies import Morsel, SimpleCookie
from typing import Any

from grader.vocabulary.describe import raised
from grader.vocabulary.page import Page
from grader.vocabulary.reach import Reached, reach_made
from grader.web.answer import Answer
from grader.web.client import Client

JUDGED = frozenset({"journey", "cookie_set", "cookie_flags", "ids_given"})

Make = Callable[..., Any]
_KEPT = ("max-age", "httponly", "samesite", "path")
_UNGUESSABLE = 22
"""Characters of URL-safe base64 that hold 128 bits."""


class Browsers:
    """Browsers by name, each with cookies of its own, on one site."""

    def __init__(self, site: Reached, clock: Any) -> None:
        self._site, self._clock = site, clock
        self._clients: dict[str, Client] = {}
        self._copies: dict[str, str] = {}

    def take(self, step: str) -> tuple[object, object] | None:
        """Take one step; the status and content of the answer, where it is a request."""
        name, word, *rest = step.split()
        browser = self._clients.setdefault(name, self._site.client())
        match word, rest:
            case "later", [minutes]:
                self._clock.forward(int(minutes))
            case "has", [cookie]:
                key, _, value = cookie.partition("=")
                browser.set_cookie(key, value)
            case "copies", [key]:
                held = browser.get_cookie(key)
                self._copies[key] = "" if held is None else held.value
            case "holds", [key]:
                return "holds", browser.get_cookie(key) is not None
            case "pastes", [key]:
                browser.set_cookie(key, self._copies[key])
            case (("GET" | "POST"), [path, *fields]):
                form = dict(_pair(field) for field in fields)
                answer = browser.ask(path, method=word, data=form or None)
                return answer.status, self._content(answer)
            case _:
                raise ValueError(f"no such step: {step}")
        return None

    def _content(self, answer: Answer) -> object:
        met = self._site.errors()
        if answer.status == 500 and met:
            return raised(met[-1])
        location = answer.header("location")
        if location is not None:
            return location.removeprefix("http://localhost")
        if answer.is_json:
            return _data(answer.body)
        return Page(answer.text).text


def journey(make: Make, arguments: Sequence[Any], steps: Sequence[str]) -> list[tuple[object, object]]:
    """Status and content (JSON, Location or text) of each answer of the site `make(*arguments)`.

    A step is `ana GET /cart` or `ana POST /cart section=BIO-201-A` (`_` in a value stands for a space), where
    `ana` is a browser; `ana has theme=dark`, a cookie of her own; `ana copies desk` and `eve pastes desk`, a
    cookie that is kept and used again; `ana holds desk`, answered with whether she does; `ana later 31`,
    minutes that pass on the clock, the first argument.
    """
    browsers = Browsers(reach_made(make, arguments), arguments[0] if arguments else None)
    return [answer for step in steps if (answer := browsers.take(step)) is not None]


def cookie_set(make: Make, arguments: Sequence[Any], step: str, name: str) -> dict[str, object] | None:
    """The cookie that the answer to a POST sets: its value and some attributes; None when there is none.

    The step is written like `/theme theme=dark`.
    """
    found = _cookie(reach_made(make, arguments), step, name)
    return None if found is None else {"value": found.value} | {key: found[key] or None for key in _KEPT}


def cookie_flags(make: Make, arguments: Sequence[Any], step: str, name: str) -> dict[str, object] | None:
    """The same without value and age, for cookies whose value nobody can know."""
    told = cookie_set(make, arguments, step, name)
    return None if told is None else {key: told[key] for key in _KEPT if key != "max-age"}


def ids_given(make: Make, arguments: Sequence[Any], step: str, name: str, times: int) -> dict[str, int]:
    """Of the cookies that two sites set, each in so many answers: how many differ, how many are too short."""
    sites = [reach_made(make, arguments) for _ in range(2)]
    cookies = [_cookie(site, step, name) for site in sites for _ in range(times)]
    values = ["" if cookie is None else cookie.value for cookie in cookies]
    return {"different": len(set(values)), "short": sum(len(value) < _UNGUESSABLE for value in values)}


def _cookie(site: Reached, step: str, name: str) -> Morsel[str] | None:
    """What a POST of a new browser sets; the last one counts."""
    path, *fields = step.split()
    answer = site.client().ask(path, method="POST", data=dict(_pair(field) for field in fields))
    found = [SimpleCookie(header).get(name) for header in answer.all("set-cookie")]
    return next((cookie for cookie in reversed(found) if cookie is not None), None)


def _data(body: bytes) -> object:
    """What JSON says; None for what is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _pair(field: str) -> tuple[str, str]:
    key, _, value = field.partition("=")
    return key, value.replace("_", " ")
