"""Statements that are written once and run often.

Building a statement costs SQLAlchemy more than sending it, and rows that the session would keep track of cost
as much again. What a use case asks on its way to a place is therefore built when its module is loaded, with
names for the values, and read as plain rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, CursorResult, Dialect, Executable, bindparam
from sqlalchemy.orm import Session

from university.adapters.db.base import Words, can_be_kept


class _Sought(Words):
    """Text that a row is looked up by: what no engine can keep becomes NULL, which is equal to nothing."""

    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """As it is, or None."""
        return value if value is None or can_be_kept(value) else None


def sought(name: str) -> BindParameter[str]:
    """The value `name`, for a column to be equal to."""
    return bindparam(name, type_=_Sought())


def sought_among(name: str) -> BindParameter[str]:
    """The values `name`, for a column to be in."""
    return bindparam(name, type_=_Sought(), expanding=True)


def run(session: Session, statement: Executable, **values: object) -> CursorResult[*tuple[Any, ...]]:
    """Run the statement in the session's transaction; its rows are columns, not objects."""
    return session.connection().execute(statement, values)
