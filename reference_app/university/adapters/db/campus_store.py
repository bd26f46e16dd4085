"""A whole campus in the database."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert, select

from university.adapters.db.campus_values import campus_values
from university.adapters.db.catalogue_rows import DepartmentRow
from university.adapters.db.engine import kind_of
from university.adapters.db.failures import plain_words
from university.adapters.db.tables import metadata
from university.application.ports.campus_store import Campus
from university.application.ports.schema import Schema


class DatabaseCampusStore:
    """Fulfils CampusStore."""

    def __init__(self, engine: Engine, schema: Schema) -> None:
        self._engine = engine
        self._schema = schema

    def prepare(self) -> None:
        """Bring the schema to the latest revision."""
        self._schema.upgrade()

    def fill(self, campus: Campus, *, replace: bool) -> bool:
        """Store the campus; False when there is one and it should stay."""
        with plain_words(), kind_of(self._engine).exclusive(self._engine) as connection:
            if connection.scalar(select(DepartmentRow.code).limit(1)) is not None:
                if not replace:
                    return False
                for table in reversed(metadata().sorted_tables):
                    connection.execute(delete(table))
            for rows, values in campus_values(campus):
                if values:
                    connection.execute(insert(rows), values)
        return True
