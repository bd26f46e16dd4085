"""What tests of refusals share: which errors there are, what an act may not leave behind, and their words."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from university import application, domain
from university.adapters.clock import FixedClock
from university.adapters.memory.store import MemoryStore
from university.bootstrap import Container
from university.domain.enrolment import EnrolmentRefused
from university.domain.errors import DomainError
from university.settings import MEMORY_URL

Act = Callable[[], object]
Prepare = Callable[[Container, FixedClock], Act]
"""Makes the university ready, and gives the act that must be refused."""

TABLES = ("test_refusals", "test_refusals_doors", "test_refusals_documents")
"""The modules with `REFUSALS`; a chapter's checkpoint has those of the chapters up to it."""

NOTED_ON_PURPOSE = {"sign_in_attempts", "Attempt"}
"""An attempt to sign in that fails is kept: it slows down who guesses."""

NOT_OURS = re.compile(
    r"sqlite|psycopg|pymysql|sqlalchemy|postgres|mariadb|mysql|traceback|constraint|"
    r"\b(SELECT|INSERT|UPDATE|DELETE|UNIQUE|NULL|None)\b|\b[a-z]+_[a-z_]+\b"
)
"""Words of databases and of programs: no reader of a refusal should meet one."""


def errors() -> set[type[DomainError]]:
    """Every error with a code of its own that the rules and use cases know, as far as this app has come."""
    for package in (domain, application):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(found.name)
    ours = (f"{domain.__name__}.", f"{application.__name__}.")
    return {kind for kind in _below(DomainError) if "code" in vars(kind) and kind.__module__.startswith(ours)}


def _below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def refusal_codes() -> set[str]:
    """The codes of every `Refusal(code, message)` that is written in the rules and use cases."""
    files = (file for package in (domain, application) for file in Path(package.__path__[0]).rglob("*.py"))
    calls = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    named = (node for node in calls if isinstance(node, ast.Call) and _is_refusal(node.func))
    return {str(ast.literal_eval(node.args[0])) for node in named}


def _is_refusal(called: ast.expr) -> bool:
    return isinstance(called, ast.Name) and called.id == "Refusal"


def refused_somewhere() -> set[str]:
    """The names in all tables: codes of errors, and `enrolment.refused` with the refusal's own code."""
    return {name for table in TABLES if find_spec(table) for name in importlib.import_module(table).REFUSALS}


def check(university: Container, clock: FixedClock, name: str, prepare: Prepare) -> None:
    """See that the act is refused with that code and a remedy, and that the store stays as it was."""
    act = prepare(university, clock)
    before = contents(university)
    with pytest.raises(DomainError) as refused:
        act()
    error = refused.value
    code, _, refusal = name.partition(": ")
    assert error.code == code
    if isinstance(error, EnrolmentRefused):
        assert refusal in [each.code for each in error.refusals]
    for words in (error.message, error.remedy):
        assert words.strip().endswith((".", "?")), f"{words!r} is no sentence"
        assert not NOT_OURS.search(words), words
    assert contents(university) == before, "something is half-written"


def contents(university: Container) -> dict[str, Any]:
    """Everything the store holds, by table."""
    if university.settings.database_url == MEMORY_URL:
        store = university.get(MemoryStore)
        found = {kind.__name__: dict(rows) for kind, rows in store.tables.items()}
    else:
        found = _rows(university)
    return {name: rows for name, rows in found.items() if rows and name not in NOTED_ON_PURPOSE}


def _rows(university: Container) -> dict[str, Any]:
    from sqlalchemy import Engine, select

    from university.adapters.db.tables import metadata

    with university.get(Engine).connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata().sorted_tables
        }
