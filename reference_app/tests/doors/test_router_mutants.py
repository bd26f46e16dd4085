"""The catalogue of v2 is watched closely: a faulty router makes a client's visit end in an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi import APIRouter
from mutant_days import Overrides
from mutant_parts import Mutant
from records_campus import NOW
from starlette.testclient import TestClient

from doors.interfaces import fill
from university.adapters.clock import FixedClock
from university.bootstrap import build
from university.domain.errors import NotFound
from university.entrypoints.api_v2 import PREFIX, AsgiApp
from university.entrypoints.api_v2.catalogue import create_router
from university.settings import MEMORY_URL, Settings


def a_visit_of_a_client(overrides: Overrides) -> None:
    """What a program reads of the catalogue."""
    container = build(Settings(database_url=MEMORY_URL), {"clock": lambda: FixedClock(NOW), **overrides})
    fill(container)
    app: Any = container.get(AsgiApp)
    with TestClient(app, f"http://localhost{PREFIX}/", raise_server_exceptions=False) as client:
        look_at_lists(client)
        look_at_single_things(client)
        look_at_what_http_asks(client)
    container.close()


def look_at_lists(client: TestClient) -> None:
    whole = read(client, "courses")["items"]
    assert [one["code"] for one in whole] == ["ART-101", "ART-102", "BIO-101", "BIO-201"], "in order, all"
    own = read(client, "courses?department=BIO")["items"]
    assert {one["department"] for one in own} == {"BIO"}, "a filter filters"
    first = read(client, "courses?limit=3&sort=-code")
    assert [one["code"] for one in first["items"]] == ["BIO-201", "BIO-101", "ART-102"], "so many, sorted"
    rest = read(client, f"courses?limit=3&sort=-code&cursor={first['next']}")
    assert [one["code"] for one in rest["items"]] == ["ART-101"], "a cursor goes on where the part ended"
    assert rest["next"] is None, "the last part is the last"
    assert len(read(client, "sections?term=2026-fall")["items"]) == 2, "sections are a term's"
    assert {one["code"] for one in read(client, "departments")["items"]} == {"ART", "BIO"}
    assert read(client, "terms")["current"] == "2027-spring", "the term that students enrol for"


def look_at_single_things(client: TestClient) -> None:
    course = read(client, "courses/BIO-201")
    assert course["links"]["self"] == f"{PREFIX}/courses/BIO-201", "a resource says where it is"
    assert read(client, course["links"]["department"].removeprefix(PREFIX))["code"] == "BIO", "links lead on"
    assert read(client, "sections/BIO-201-S")["capacity"] == 9, "a section has its seats"
    for path in ("courses/NO-1", "departments/NO", "terms/never", "sections/NO-1-A"):
        missing = client.get(path)
        assert missing.status_code == 404, "what is not there is not found"
        assert missing.headers["Content-Type"].startswith("application/problem+json"), "and says so"


def look_at_what_http_asks(client: TestClient) -> None:
    for path in ("departments", "courses", "sections/BIO-201-S"):
        tag = client.get(path).headers.get("ETag", "")
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304, "what was seen"
    for query in ("limit=0", "limit=101", "sort=size", "nonsense=1", "limit=1&limit=2", "cursor=x"):
        assert client.get(f"courses?{query}").status_code == 422, "what cannot be right is refused"
    assert client.get("terms?nonsense=1").status_code == 422, "also where nothing can be asked"


def read(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return answer.json()


class Wrapped:
    """A use case of which some methods are faulty."""

    def __init__(self, whole: Any, **faulty: Callable[..., Any]) -> None:
        self._whole = whole
        self.__dict__ |= faulty

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)


def browsing(make: Callable[[Any], dict[str, Any]]) -> Any:
    """The router, whose use case for programs has these methods of its own."""
    return lambda catalogue, whole, run: create_router(catalogue, Wrapped(whole, **make(whole)), run)


def without(path: str) -> Any:
    def create(*use_cases: Any) -> APIRouter:
        router = create_router(*use_cases)
        router.routes[:] = [one for one in router.routes if getattr(one, "path", "") != path]
        return router

    return create


def bare(*use_cases: Any) -> APIRouter:
    """The same endpoints on FastAPI's own routes."""
    router = APIRouter()
    for one in create_router(*use_cases).routes:
        known: Any = one
        router.add_api_route(known.path, known.endpoint, response_model=known.response_model)
    return router


def some_course(whole: Any, code: str) -> Any:
    try:
        return whole.course(code)
    except NotFound:
        return whole.course("BIO-101")


def mutant(fault: str, part: Any) -> Mutant:
    return Mutant("api_v2.catalogue", fault, "a visit", part)


MUTANTS = (
    mutant(
        "the filter is forgotten",
        browsing(lambda all: {"courses": lambda wanted: all.courses(replace(wanted, department=None))}),
    ),
    mutant(
        "every part is the first",
        browsing(lambda all: {"courses": lambda wanted: all.courses(replace(wanted, after=None))}),
    ),
    mutant(
        "always twenty at once",
        browsing(lambda all: {"courses": lambda wanted: all.courses(replace(wanted, limit=20))}),
    ),
    mutant(
        "always the same order",
        browsing(lambda all: {"courses": lambda wanted: all.courses(replace(wanted, descending=False))}),
    ),
    mutant("nothing ever follows", browsing(lambda all: {"courses": lambda w: (all.courses(w)[0], False)})),
    mutant(
        "sections of every term",
        browsing(lambda all: {"sections": lambda wanted: all.sections(replace(wanted, term=None))}),
    ),
    mutant("no term is current", browsing(lambda all: {"terms": lambda: (all.terms()[0], None)})),
    mutant("what is missing is somebody else's fault", browsing(lambda _: {"course": lambda code: None})),
    mutant(
        "an unknown course is another one",
        browsing(lambda all: {"course": lambda code: some_course(all, code)}),
    ),
    mutant("no list of departments", without("/departments")),
    mutant("neither entity tags nor a look at the address", bare),
)


def test_the_apps_own_router_passes() -> None:
    a_visit_of_a_client({})


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.fault)
def test_a_faulty_router_is_noticed(mutant: Mutant) -> None:
    with pytest.raises(AssertionError):
        a_visit_of_a_client({mutant.slot: mutant.part})
