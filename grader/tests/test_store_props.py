"""The props of the slot `store.unit_of_work` tell a right unit of work from a faulty one."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.sql.compiler import SQLCompiler

from grader.props.store import morning, rehearse
from university.adapters.db.unit_of_work import DatabaseUnitOfWork

WISHES = ("S-1 enrols", "S-2 enrols unlogged", "S-2 enrols", "S-3 enrols", "S-1 drops")


class CommitsAlways(DatabaseUnitOfWork):
    def __exit__(self, *_: Any) -> None:
        self._session.commit()
        self._session.close()


class CommitsNever(DatabaseUnitOfWork):
    def commit(self) -> None:
        self._session.flush()


def test_a_right_unit_keeps_whole_use_cases() -> None:
    assert morning(DatabaseUnitOfWork, *WISHES) == {
        "answers": ["enrolled", "failed", "enrolled", "waitlisted", "dropped"],
        "taken": 2,
        "waiting": 0,
    }


def test_half_a_use_case_is_seen() -> None:
    assert morning(CommitsAlways, *WISHES[:2])["taken"] == 2


def test_a_use_case_that_is_not_kept_is_seen() -> None:
    assert morning(CommitsNever, *WISHES[:1]) == {"answers": ["enrolled"], "taken": 0, "waiting": 0}


def test_a_morning_begins_with_the_seats_of_no_other() -> None:
    assert morning(DatabaseUnitOfWork, *WISHES) == morning(DatabaseUnitOfWork, *WISHES)


def test_whoever_rehearsed_has_the_statements_of_a_morning_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    def compile_(*_: object, **__: object) -> None:
        pytest.fail("compiled again")

    rehearse()
    for kind in ("select", "insert", "update", "delete"):
        monkeypatch.setattr(SQLCompiler, f"visit_{kind}", compile_)
    assert morning(DatabaseUnitOfWork, *WISHES)["taken"] == 2
