"""Statements that change rows, and whether they did."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Insert, Update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from university.adapters.db.failures import is_duplicate

UNSYNCHRONIZED = {"synchronize_session": False}
"""Every read loads rows afresh, so the session need not follow what statements change."""


def changed_one(session: Session, statement: Update | Delete) -> bool:
    """Run a conditional change: the database checks and changes in one step, whoever else is asking."""
    result = session.execute(statement, execution_options=UNSYNCHRONIZED)
    return cast("CursorResult[Any]", result).rowcount == 1


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
