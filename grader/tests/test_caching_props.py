"""The app behind the cache of exercise 1.1: its answers tell one call from another."""

from __future__ import annotations

from grader.props.caching import Answer, App, NumberedApp, Request, answers, calls, meanwhile, wish


def through(request: Request, memory: dict[object, object], app: App) -> Answer:
    """No cache at all."""
    return app(request)


def forever(request: Request, memory: dict[object, object], app: App) -> Answer:
    """A cache with one place for everything."""
    found = memory.setdefault("the only place", app(request) if not memory else None)
    assert isinstance(found, tuple)
    return found


def test_a_wish_in_words_is_a_request() -> None:
    assert wish("GET /courses/?page=2 S-1001") == {
        "method": "GET",
        "path": "/courses/",
        "query": "page=2",
        "student": "S-1001",
    }
    assert wish("POST /a") == {"method": "POST", "path": "/a", "query": "", "student": ""}


def test_every_call_of_the_app_has_its_own_number() -> None:
    assert answers(through, "GET /a?b=1", "HEAD /a S-1001") == [
        (200, "GET /a?b=1 for everybody, call 1"),
        (200, "HEAD /a for S-1001, call 2"),
    ]


def test_an_answer_from_memory_keeps_its_number_and_costs_no_call() -> None:
    assert answers(forever, "GET /a", "GET /b") == [(200, "GET /a for everybody, call 1")] * 2
    assert calls(forever, "GET /a", "GET /b") == 1
    assert calls(through, "GET /a", "GET /b") == 2


def test_each_series_begins_with_an_empty_memory() -> None:
    assert answers(forever, "GET /a") != answers(forever, "GET /b")


def test_somebody_asks_while_the_app_works_for_another_and_once_more_afterwards() -> None:
    early, late = "GET /a for everybody, call 1", "GET /a for everybody, call 3"
    assert meanwhile(through, "POST /b", "GET /a") == [(200, early), (200, late)]


def test_some_pages_are_no_success() -> None:
    app = NumberedApp()
    paths = ["/slow", "/slow", "/missing/1", "/part"]
    assert [app(wish(f"GET {path}"))[0] for path in paths] == [503, 200, 404, 206]
