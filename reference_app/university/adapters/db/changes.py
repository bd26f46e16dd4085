"""Statements that change rows, and whether they did."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Delete, Insert, Update, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from university.adapters.db.failures import is_duplicate
from university.adapters.db.statements import run

UNSYNCHRONIZED = {"synchronize_session": False}
"""Every read loads rows afresh, so the session need not follow what statements change."""


def changed_one(session: Session, statement: Update | Delete, **values: object) -> bool:
    """Run a conditional change: the database checks and changes in one step, whoever else is asking."""
    return run(session, statement, **values).rowcount == 1


def lock(session: Session, version: InstrumentedAttribute[int], row: ColumnElement[bool]) -> bool:
    """Keep others from changing the row until the transaction ends; False where there is no such row.

    It writes what is there already. A write that comes before anything is read makes SQLite wait for the file
    here, where it can; other databases wait for the row.
    """
    return changed_one(session, update(version.class_).where(row).values({version: version}))


def inserted(session: Session, statement: Insert) -> bool:
    """Add a row; False, with the transaction as it was, when an equal one is there already."""
    try:
        with session.begin_nested():
            session.execute(statement)
    except IntegrityError as error:
        if not is_duplicate(error):
            raise
        return False
    return True
