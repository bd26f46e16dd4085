"""Databases to measure on."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, make_url, text

from benchmarks.campus import NOW
from university.adapters.clock import FixedClock
from university.application.ports.campus_store import CampusStore
from university.bootstrap import Container, build
from university.settings import Settings

VARIABLE = "UNIVERSITY_TEST_POSTGRES_URL"


def app(url: str) -> Container:
    """The app on a database, its clock on a day of registration."""
    return build(Settings(database_url=url), {"clock": lambda: FixedClock(NOW)})


@contextmanager
def new_database() -> Iterator[str]:
    """The address of a database of its own, with the app's tables; dropped at the end."""
    server = os.environ.get(VARIABLE)
    if not server:
        raise SystemExit(
            f"{VARIABLE} names no server, such as postgresql+psycopg://postgres@127.0.0.1/postgres"
        )
    name = f"bench_{uuid.uuid4().hex[:12]}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    try:
        container = app(url)
        container.get(CampusStore).prepare()
        container.close()
        yield url
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()
