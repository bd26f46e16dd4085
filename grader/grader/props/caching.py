"""An app that tells who asked it and how often, for tasks about a cache in front of it."""

from __future__ import annotations

from collections.abc import Callable

from grader.vocabulary.foreign import beside
from grader.vocabulary.lend import lent

Request = dict[str, str]
"""`method`, `path`, `query` (without the question mark), `student` (empty for who is not signed in)."""
Answer = tuple[int, str]
"""Status and text."""
App = Callable[[Request], Answer]
Cached = Callable[[Request, dict[object, object], App], Answer]


class NumberedApp:
    """Answers every request with a text that tells the request and the number of the call that made it.

    What begins with `/missing` is 404, with `/part` 206, and with `/slow` 503 at the app's first call only.
    """

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, request: Request) -> Answer:
        """The page of one request."""
        self.calls += 1
        address = request["path"] + ("?" + request["query"] if request["query"] else "")
        reader = request["student"] or "everybody"
        return self._status(request["path"]), f"{request['method']} {address} for {reader}, call {self.calls}"

    def _status(self, path: str) -> int:
        if path.startswith("/missing"):
            return 404
        if path.startswith("/part"):
            return 206
        return 503 if path.startswith("/slow") and self.calls == 1 else 200


def wish(text: str) -> Request:
    """`GET /courses/?page=2 S-1001` as a request; without a number the visitor is not signed in."""
    method, address, *student = text.split()
    path, _, query = address.partition("?")
    return {"method": method, "path": path, "query": query, "student": "".join(student)}


JUDGED = frozenset({"answers", "calls"})
"""The app counts where no learner's code runs (see grader.props)."""


def answers(cached: Cached, *wishes: str) -> list[Answer]:
    """What each visitor gets, one after the other, through one cache that is empty at first."""
    with lent(cached, NumberedApp()) as app:
        answered: list[Answer] = beside(cached, __name__, "visited")(cached, app, *wishes)
    return answered


def calls(cached: Cached, *wishes: str) -> int:
    """How often the app itself had to work for these visitors."""
    app = NumberedApp()
    with lent(cached, app) as lent_app:
        beside(cached, __name__, "visited")(cached, lent_app, *wishes)
    return app.calls


def visited(cached: Cached, app: App, *wishes: str) -> list[Answer]:
    """The same with an app at hand, in the process where `cached` lives."""
    memory = dict[object, object]()
    return [cached(wish(text), memory, app) for text in wishes]


def meanwhile(cached: Cached, long: str, short: str) -> list[Answer]:
    """What the visitor `short` gets while the app works at `long`, and what they get afterwards."""
    pages, memory, got = NumberedApp(), dict[object, object](), list[Answer]()

    def busy(request: Request) -> Answer:
        got.append(cached(wish(short), memory, pages))
        return pages(request)

    cached(wish(long), memory, busy)
    return [*got, cached(wish(short), memory, pages)]
