"""What each kind of engine must answer."""

from __future__ import annotations

import enum
from contextlib import AbstractContextManager
from typing import Any, Protocol

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

LOCK_WAIT = 10
"""Seconds that a statement waits for somebody else's lock."""

STATEMENT_TIME = 30
"""Seconds that one statement may take where the engine can limit it."""

SCHEMA_WAIT = 60
"""Seconds that a change of the schema waits for another one to end."""

POOL: dict[str, Any] = {"pool_size": 5, "max_overflow": 10, "pool_timeout": LOCK_WAIT}
"""One process keeps so many connections, may open so many more, and waits so many seconds for a free one."""


class UnusableAddress(ValueError):
    """The database's address cannot be used; the message says why, without repeating a password."""


class Trouble(enum.Enum):
    """What a driver's error means to the app."""

    BUSY = "another's lock, a deadlock, or a statement that took too long"
    DUPLICATE = "a unique constraint"
    NOT_PREPARED = "a table or column that is not there"
    REFUSED = "a user, password, database or right that the server does not accept"
    NO_ROOM = "a text or number that is larger than its column"
    UNREACHABLE = "no server, a lost connection, a full disk, a damaged file"


class Kind(Protocol):
    """One kind of engine. The modules of this package fulfil it."""

    DRIVER: str
    """The driver's top-level package."""

    PACKAGE: str
    """What pip installs for it."""

    EXAMPLE: str
    """An address as it should look."""

    def create(self, url: URL) -> Engine:
        """An engine that has not connected yet. Raises UnusableAddress, ImportError."""

    def diagnose(self, error: DBAPIError) -> Trouble | None:
        """What the error means; None for a fault of the app or a broken CHECK."""

    def exclusive(self, engine: Engine) -> AbstractContextManager[Connection]:
        """A transaction beside which no other `exclusive` or `changing_schema` of the database runs."""

    def changing_schema(self, engine: Engine) -> AbstractContextManager[Connection]:
        """The same for migrations: patient, and without a transaction where DDL commits by itself."""
