"""How many statements each page sends to the database: exactly so many, however much data there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from records_campus import NOW
from sqlalchemy import Engine, event
from visitors import Visitor

from university.adapters.clock import FixedClock
from university.application.campus import Seeding
from university.bootstrap import Container, build
from university.settings import Settings

RECOGNISE = 2
"""Whoever is signed in costs two more on every page: the user, and the roles."""

STATEMENTS = {
    ("", "/"): 1,
    ("", "/courses/"): 4,
    ("", "/courses/BIO-201"): 7,
    ("", "/sign-in"): 2,
    ("", "/contact"): 0,
    ("s-1042", "/timetable"): 5 + RECOGNISE,
    ("s-1042", "/timetable?course=BIO-201&ask=BIO-201-A"): 20 + RECOGNISE,
    ("s-1042", "/record/S-1042"): 6 + RECOGNISE,
    ("p-6", "/teaching/"): 1 + RECOGNISE,
    ("p-6", "/teaching/ART-120-B-26A"): 7 + RECOGNISE,
    ("registrar", "/teaching/?state=posted"): 1 + RECOGNISE,
    ("registrar", "/desk/"): 1 + RECOGNISE,
    ("registrar", "/applications/"): 4 + RECOGNISE,
    ("registrar", "/messages/"): 1 + RECOGNISE,
    ("registrar", "/reports/"): 7 + RECOGNISE,
    ("registrar", "/reports/grades?department=BIO"): 3 + RECOGNISE,
    ("registrar", "/reports/at-risk"): 1 + RECOGNISE,
    ("admin", "/log/"): 1 + RECOGNISE,
    ("applicant", "/applications/"): 4 + RECOGNISE,
}


@pytest.fixture(scope="module")
def university(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    file: Path = tmp_path_factory.mktemp("pages") / "university.db"
    values = {"UNIVERSITY_CACHE_URL": "off"}
    container = build(
        Settings(database_url=f"sqlite:///{file}", values=values), {"clock": lambda: FixedClock(NOW)}
    )
    container.get(Seeding).fill(NOW.date())
    yield container
    container.close()


def test_every_page(university: Container) -> None:
    app, sent = university.get(Flask), []

    def listen(connection: object, cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    visitors = {mailbox: Visitor(app) for mailbox, _ in STATEMENTS}
    for mailbox, somebody in visitors.items():
        if mailbox:
            somebody.sign_in(f"{mailbox}@aldermoor.example")
    for _ in range(3):
        visitors["applicant"].post("/applications/", department="BIO")
    event.listen(university.get(Engine), "before_cursor_execute", listen)
    counts = {}
    for mailbox, path in STATEMENTS:
        sent.clear()
        visitors[mailbox].get(path)
        counts[mailbox, path] = len([statement for statement in sent if statement != "BEGIN"])
    event.remove(university.get(Engine), "before_cursor_execute", listen)
    assert counts == STATEMENTS
