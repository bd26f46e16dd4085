"""How many statements each request of the interface v1 sends: exactly so many, however much data there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from api_v1_caller import Caller
from counting_campus import FULL, GRADED, OPEN, counting_campus
from records_campus import ADMIN, NOW, REGISTRAR
from sqlalchemy import Engine, event

from university.adapters.clock import FixedClock
from university.application.ports.campus_store import CampusStore
from university.bootstrap import build
from university.settings import Settings

BEARER = 1
"""Whoever has a token costs one more on every request."""

STATEMENTS = {
    "departments": 1,
    "departments/BIO": 3,
    "courses?limit=5": 2,
    "courses?q=needed&sort=-title": 2,
    "courses/BIO-500": 1,
    "terms": 1,
    "sections?limit=5": 2,
    "sections?department=BIO&open=true": 2,
    f"sections/{OPEN}": 1,
    "me": BEARER,
    "tokens": 1 + BEARER,
    "students": 1 + BEARER,
    "students/S-1": 1 + BEARER,
    "students/S-1/enrolments": 5 + BEARER,
    f"students/S-1/assessments/{OPEN}": 8 + BEARER,
    "students/S-1/record": 2 + BEARER,
    "students/S-1/transcripts": 2 + BEARER,
    "students/S-1/holds": 2 + BEARER,
    f"sections/{GRADED}/roster": 3 + BEARER,
    f"sections/{FULL}/waitlist": 4 + BEARER,
    f"sections/{GRADED}/grade-sheet": 3 + BEARER,
    f"sections/{GRADED}/grade-changes": 4 + BEARER,
    "applications": 2 + BEARER,
    "events": 1 + BEARER,
}
KEYED = 4
"""What a key costs: forgetting old ones, the claim, the note that it is done, and the answer."""


@pytest.mark.parametrize("size", [2, 9])
def test_every_request(tmp_path: Path, size: int) -> None:
    values = {"UNIVERSITY_CACHE_URL": "off"}
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'university.db'}", values=values)
    university = build(settings, {"clock": lambda: FixedClock(NOW)})
    store = university.get(CampusStore)
    store.prepare()
    store.fill(counting_campus(size), replace=True)
    registrar, admin = Caller(university, REGISTRAR), Caller(university, ADMIN)
    sent: list[str] = []

    def listen(connection: object, cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            sent.append(statement)

    def cost(caller: Caller, method: str, path: str, body: object = None) -> int:
        sent.clear()
        answer = caller(method, path, body)
        assert answer.status_code in (200, 201), answer.text
        return len(sent)

    event.listen(university.get(Engine), "before_cursor_execute", listen)
    counted = {path: cost(admin if path == "events" else registrar, "GET", path) for path in STATEMENTS}
    assert counted == STATEMENTS
    enrol = cost(registrar, "POST", "students/S-1/enrolments", {"section": OPEN})
    assert enrol == 12 + BEARER + KEYED
    university.close()
