"""`visit(app, "GET", "/courses/7").answers(404, because="…")`: one request to a site and its answer."""

from __future__ import annotations

import json as notation
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self
from urllib.parse import urljoin

from grader.vocabulary import describe
from grader.vocabulary.compare import same
from grader.vocabulary.failure import Failure, NotStarted
from grader.vocabulary.foreign import ForeignError
from grader.vocabulary.mishaps import because_of, is_stub, last_of
from grader.vocabulary.page import Page
from grader.vocabulary.reach import Reached, reach
from grader.web.limits import NoAnswer

_HOST = "http://localhost"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
OTHER_INPUT = "another request"
_BROKE = "The app itself broke."


@dataclass(frozen=True)
class _Answer:
    status: int
    location: str | None
    body: str
    is_html: bool
    error: ForeignError | None

    @cached_property
    def page(self) -> Page:
        """What a visitor sees, read when it is asked for: many visits ask for no more than the status."""
        page = Page(self.body if self.is_html else "")
        if not self.is_html:
            page.handle_data(self.body)
        return page

    def told(self) -> str:
        """The answer as a clause of a message, with the error behind a 500."""
        return f"answered {self.status}{because_of(self.error)}"


class Visit:
    """One request, sent when a method first needs its answer. Methods return the visit or raise Failure."""

    def __init__(self, app: Any, method: str, path: str, request: Mapping[str, Any]) -> None:
        self._app, self._method, self._path, self._request = app, method, path, request
        self._told = f"`{method} {describe.cut(path)}`"
        self._answer: _Answer | None = None

    def __repr__(self) -> str:
        """What a notebook shows when a cell ends with a visit that met everything asked of it."""
        return self._told if self._answer is None else f"✓ {self._told} {self._answer.told()}, as expected"

    def answers(self, status: int, *, because: str = "", kind: str = OTHER_INPUT) -> Self:
        """The answer has this status code."""
        answer = self._get(kind)
        return self._must(answer.status == status, answer.told(), f"{status}", because, kind, answer)

    def shows(self, text: str, *, because: str = "", kind: str = OTHER_INPUT) -> Self:
        """A visitor reads this text on the page (entities are decoded, white space counts as one space)."""
        answer = self._get(kind)
        seen = answer.page.text
        told = f"{answer.told()} with the text `{describe.cut(seen)}`"
        return self._must(" ".join(text.split()) in seen, told, f"to read `{text}`", because, kind, answer)

    def hides(self, text: str, *, because: str = "", kind: str = OTHER_INPUT) -> Self:
        """A visitor does not read this text; one that holds `<` must not stand in the page's source."""
        answer = self._get(kind)
        found = text in answer.body if "<" in text else " ".join(text.split()) in answer.page.text
        told = f"{answer.told()} with `{text}` in {'its source' if '<' in text else 'its text'}"
        return self._must(not found, told, "a page without it", because, kind, answer)

    def gives(self, data: Any, *, because: str = "", kind: str = OTHER_INPUT) -> Self:
        """The body is JSON for this plain data, of the same types; an object's names may have any order."""
        answer = self._get(kind)
        told = f"{answer.told()} with the body `{describe.cut(answer.body)}`"
        try:
            held = same(notation.loads(answer.body), data)
        except (ValueError, RecursionError):
            held, told = False, f"{told}, which is no JSON"
        return self._must(held, told, f"`{describe.cut(notation.dumps(data))}`", because, kind, answer)

    def redirects_to(self, path: str, *, because: str = "", kind: str = OTHER_INPUT) -> Self:
        """The answer sends the browser to this path of the same site (or to this other address)."""
        answer = self._get(kind)
        location = None if answer.location is None else _on_this_site(answer.location)
        told = answer.told() + ("" if location is None else f" with `Location: {describe.cut(location)}`")
        held = answer.status in _REDIRECTS and location == path
        return self._must(held, told, f"a redirect to `{path}`", because, kind, answer)

    def links_to(self, path: str, *, because: str = "", kind: str = OTHER_INPUT) -> Self:
        """The page has a link to this path."""
        answer = self._get(kind)
        links = [_on_this_site(urljoin(_HOST + self._path, link)) for link in answer.page.links]
        listed = ", ".join(dict.fromkeys(links)) or "no link"
        told = f"{answer.told()} with links to: {describe.cut(listed)}"
        return self._must(path in links, told, f"a link to `{path}`", because, kind, answer)

    def _must(self, held: bool, told: str, expected: str, because: str, kind: str, answer: _Answer) -> Self:
        if not held:
            reason = because or (_BROKE if answer.error else "")
            raise Failure(self._told, told, expected, reason, kind) from answer.error
        return self

    def _get(self, kind: str) -> _Answer:
        if self._answer is None:
            self._answer = self._send(kind)
        if is_stub(self._answer.error):
            raise NotStarted(self._told, kind)
        return self._answer

    def _send(self, kind: str) -> _Answer:
        site = self._reach(kind)
        try:
            answer = site.client().ask(self._path, method=self._method, **self._request)
        except NoAnswer as error:
            cause = last_of(site)
            raise self._broken(str(error), cause, kind) from cause
        is_html = answer.mimetype == "text/html"
        return _Answer(answer.status, answer.header("location"), answer.text, is_html, last_of(site))

    def _reach(self, kind: str) -> Reached:
        try:
            return reach(self._app)
        except Exception as error:  # whatever a learner's app raises before it can answer
            raise self._broken("was not sent", error, kind) from error

    def _broken(self, told: str, error: Exception | None, kind: str) -> Failure:
        if is_stub(error):
            return NotStarted(self._told, kind)
        return Failure(self._told, f"{told}{because_of(error)}", "an answer", _BROKE, kind)


def visit(
    app: Callable[..., Any],
    method: str,
    path: str,
    *,
    query: Mapping[str, str] | None = None,
    data: Mapping[str, str] | None = None,
    json: Any = None,
    headers: Mapping[str, str] | None = None,
) -> Visit:
    """Prepare a request to a WSGI (Flask) or ASGI app (FastAPI), with query parameters, form fields or a body
    of JSON, and headers.

    visit(site, "GET", "/courses/", query={"text": "sea"}).answers(200, because="…").shows("Oceans")
    visit(api, "POST", "/seats", json={"section": "BIO-201-A"}).answers(201).gives({"seats": 2})
    """
    request: dict[str, Any] = {}
    if json is not None:
        request["json"] = json
    if headers is not None:
        request["headers"] = dict(headers)
    if query is not None:
        request["query_string"] = dict(query)
    if data is not None:
        request["data"] = dict(data)
    return Visit(app, method, path, request)


def _on_this_site(address: str) -> str:
    """The path, where the address leads to the site that was visited."""
    return address.removeprefix(_HOST) if address.startswith(f"{_HOST}/") else address
