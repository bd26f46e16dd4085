"""What the app sends to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import ClientCursor
from sqlalchemy import Engine, event


@contextmanager
def listening(engine: Engine) -> Iterator[list[str]]:
    """A list that fills with the statements sent meanwhile, their values written into them."""
    told: list[str] = []

    def note(_: Any, cursor: Any, statement: str, parameters: Any, *__: Any) -> None:
        told.append(ClientCursor(cursor.connection).mogrify(statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield told
    event.remove(engine, "before_cursor_execute", note)
