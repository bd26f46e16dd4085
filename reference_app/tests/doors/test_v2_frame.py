"""What stands around v2's resources: proxies, names, faults, sizes, and a loop that nobody holds up."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import APIRouter
from flask import Flask
from records_campus import NOW, REGISTRAR
from starlette.testclient import TestClient

from doors.interfaces import fill
from university.adapters.clock import FixedClock
from university.application.authentication import Authentication
from university.application.browsing import Browsing
from university.application.catalogue import Catalogue
from university.application.ports.running import Run
from university.application.readiness import Readiness
from university.application.tokens import Tokens
from university.asgi import create_app
from university.bootstrap import Container, build
from university.entrypoints.api_v2 import AsgiApp
from university.entrypoints.http.docs_page import POLICY
from university.settings import Settings, SettingsError
from university.wsgi import create_app as create_site

BASE = "/api/v2"
KEY = "not a secret, but long enough for production"


Make = Callable[..., Container]


@pytest.fixture
def university(databases: Callable[[str, Path], str], tmp_path: Path) -> Make:
    """`university(overrides, trusted_proxies=1, …)` is one with these parts and settings."""

    def make(overrides: dict[str, object] | None = None, **settings: Any) -> Container:
        made = build(
            Settings(database_url=databases("sqlite", tmp_path), **settings),
            {"clock": lambda: FixedClock(NOW), **(overrides or {})},
        )
        fill(made)
        return made

    return make


@contextmanager
def asking(container: Container) -> Iterator[TestClient]:
    app: Any = container.get(AsgiApp)
    with TestClient(app, "http://localhost", raise_server_exceptions=False) as client:
        yield client


def test_only_trusted_proxies_say_where_the_visitor_is(university: Make) -> None:
    forwarded = {
        "X-Forwarded-For": "6.6.6.6, 10.1.2.3",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "uni.example",
        "X-Forwarded-Prefix": "/user/ana/university",
    }
    with asking(university(trusted_proxies=1)) as client:
        links = client.get(f"{BASE}/", headers=forwarded).json()["links"]
        assert links["courses"] == f"/user/ana/university{BASE}/courses"
        absent = client.get(f"{BASE}/courses/NO", headers=forwarded).json()
        assert absent["instance"] == f"/user/ana/university{BASE}/courses/NO"
        served = client.get(f"{BASE}/openapi.json", headers=forwarded).json()["servers"]
        assert served == [{"url": f"/user/ana/university{BASE}"}]
    with asking(university()) as client:
        assert client.get(f"{BASE}/", headers=forwarded).json()["links"]["courses"] == f"{BASE}/courses"


@pytest.mark.parametrize(
    ("settings", "host", "status"),
    [
        ({}, "localhost:8000", 200),
        ({}, "evil.example", 400),
        ({"trusted_proxies": 1}, "hub.example", 200),
        ({"values": {"UNIVERSITY_TRUSTED_HOSTS": ".uni.example"}}, "api.uni.example", 200),
        ({"values": {"UNIVERSITY_TRUSTED_HOSTS": ".uni.example"}}, "myuni.example", 400),
    ],
)
def test_only_known_names_are_answered(
    university: Make, settings: dict[str, Any], host: str, status: int
) -> None:
    with asking(university(**settings)) as client:
        answer = client.get(f"{BASE}/", headers={"Host": host})
        assert answer.status_code == status
        if status == 400:
            assert "UNIVERSITY_TRUSTED_HOSTS" in answer.json()["remedy"]
            assert host not in answer.text


def test_a_fault_is_logged_under_the_requests_id_and_shows_nothing(
    university: Make, caplog: pytest.LogCaptureFixture
) -> None:
    container = university()
    browsing = container.get(Browsing)
    browsing.term = lambda _: 1 / 0  # type: ignore[assignment, method-assign]
    with asking(container) as client, caplog.at_level(logging.INFO):
        answer = client.get(f"{BASE}/terms/T-1", headers={"X-Request-ID": "mine-1"})
    assert (answer.status_code, answer.headers["X-Request-ID"]) == (500, "mine-1")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.json()["code"] == "http.500"
    assert "Zero" not in answer.text and "ZeroDivisionError" in caplog.text


def test_an_id_that_could_forge_a_line_is_not_taken_over(university: Make) -> None:
    with asking(university()) as client:
        answer = client.get(f"{BASE}/", headers={"X-Request-ID": "a b"})
        assert answer.headers["X-Request-ID"] not in ("", "a b")


def test_head_is_get_without_the_body_and_405_names_every_method(university: Make) -> None:
    with asking(university()) as client:
        whole, head = client.get(f"{BASE}/courses"), client.head(f"{BASE}/courses")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["ETag"] == whole.headers["ETag"]
        refused = client.put(f"{BASE}/students/S-1/enrolments")
        assert refused.status_code == 405
        assert {word.strip() for word in refused.headers["Allow"].split(",")} == {"HEAD", "GET", "POST"}


def test_a_body_without_a_declared_length_is_counted_while_it_is_read(university: Make) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1024

    with asking(university()) as client:
        headers = {"Content-Type": "application/json"}
        answer = client.post(f"{BASE}/tokens", content=endless(), headers=headers, auth=("a", "b"))
        assert (answer.status_code, answer.json()["code"]) == (413, "http.413")


def test_monitors_see_whether_the_app_is_well(university: Make) -> None:
    with asking(university()) as client:
        assert client.get("/health").json() == {"status": "ok"}
        assert client.get("/ready").json() == {"status": "ready"}
        client.get(f"{BASE}/courses/BIO-101")
        client.head(f"{BASE}/courses/BIO-201")
        numbers = client.get("/metrics").text
    assert 'door="v2",method="GET",route="/courses/{code}",status="200"} 1.0' in numbers
    assert 'door="v2",method="HEAD",route="/courses/{code}",status="200"} 1.0' in numbers
    with asking(university(environment="production", secret_key=KEY)) as client:
        assert client.get("/metrics").status_code == 404


def test_a_process_without_its_store_is_well_but_not_ready(
    university: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    container = university()

    def gone() -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(container.get(Readiness), "check", gone)
    with asking(container) as client:
        answer = client.get("/ready")
        assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})
        assert (client.get("/health").status_code, client.get("/health").json()) == (200, {"status": "ok"})
    assert "the disk is gone" in caplog.text


def test_a_server_of_v2_does_not_make_v1(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made: list[Container] = []
    monkeypatch.setattr("university.bootstrap.wiring.api_v1._api", lambda c: made.append(c) or Flask("v1"))
    monkeypatch.setenv("UNIVERSITY_DATABASE_URL", f"sqlite:///{tmp_path / 'university.db'}")
    assert callable(create_app()) and not made
    assert callable(create_site()) and len(made) == 1


def test_the_app_is_made_from_an_environment_that_is_safe(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("UNIVERSITY_DATABASE_URL", f"sqlite:///{tmp_path / 'university.db'}")
    monkeypatch.setenv("UNIVERSITY_LOG_FORMAT", "text")
    monkeypatch.setenv("UNIVERSITY_ENVIRONMENT", "production")
    with pytest.raises(SettingsError, match="UNIVERSITY_SECRET_KEY"):
        create_app()
    monkeypatch.setenv("UNIVERSITY_SECRET_KEY", KEY)
    assert callable(create_app())


def test_nobody_waits_for_somebody_elses_password(university: Make) -> None:
    """The hasher ends only when another request was answered: were it on the loop, none ever would be."""
    answered = threading.Event()

    class Slow:
        def hash(self, password: str) -> str:
            return "hashed"

        def verify(self, hashed: str, password: str) -> bool:
            return answered.wait(60)

        def outdated(self, hashed: str) -> bool:
            return False

    container = university({"passwords.hasher": Slow})
    container.get(Authentication).set_password(REGISTRAR.email, "a few words in a row")

    async def main() -> None:
        app: Any = container.get(AsgiApp)
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url=f"http://localhost{BASE}") as client:
            credentials = (REGISTRAR.email, "a few words in a row")
            signing_in = asyncio.create_task(client.post("/tokens", auth=credentials))
            await asyncio.sleep(0.05)
            assert (await client.get("/departments")).status_code == 200
            answered.set()
            assert json.loads((await signing_in).text)["token"]

    asyncio.run(main())


def test_a_sweep_is_done_after_its_answer(university: Make) -> None:
    """In BIO-201-S there are free seats, and S-1 waits: the sweep offers one."""
    container = university()
    secret = container.get(Tokens).issue(REGISTRAR).secret
    with asking(container) as client:
        answer = client.post(f"{BASE}/sweeps", headers={"Authorization": f"Bearer {secret}"})
        assert (answer.status_code, answer.content) == (202, b"")
        places = client.get(
            f"{BASE}/students/S-1/enrolments/BIO-201-S", headers={"Authorization": f"Bearer {secret}"}
        )
        assert places.json()["status"] == "offered"


def test_a_learners_router_takes_the_catalogues_place(university: Make) -> None:
    def create_router(catalogue: Catalogue, browsing: Browsing, run: Run) -> APIRouter:
        router = APIRouter()

        @router.get("/departments")
        async def departments() -> list[str]:
            return [each.department.code for each in await run(catalogue.departments)]

        return router

    with asking(university({"api_v2.catalogue": create_router})) as client:
        assert client.get(f"{BASE}/departments").json() == ["ART", "BIO"]
        assert client.get(f"{BASE}/courses").status_code == 404
        assert client.get(f"{BASE}/me").status_code == 401
        assert client.get(f"{BASE}/openapi.json").status_code == 200


def test_people_read_the_description_as_a_page_without_scripts(university: Make) -> None:
    with asking(university()) as client:
        page = client.get(f"{BASE}/docs", headers={"Accept": "text/html"})
    assert "/students/{number}/enrolments" in page.text and "<script" not in page.text
    assert page.headers.get_list("Content-Security-Policy") == [POLICY]
