"""The rehearsal fills the libraries' caches, and leaves nothing else for a learner to meet."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
import threading
import warnings
from typing import Any

import flask
import pytest
from sqlalchemy.orm import DeclarativeBase, configure_mappers
from sqlalchemy.orm.decl_api import registry

from grader.worker import rehearsal


@pytest.fixture
def rehearsed() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        rehearsal.lesson()


@pytest.mark.usefixtures("rehearsed")
def test_what_was_rehearsed_compiles_no_pattern_and_imports_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    usual = re._compiler.compile  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: int = 0) -> Any:
        compiled.append(pattern)
        return usual(pattern, flags)

    monkeypatch.setattr(re._compiler, "compile", noted)  # type: ignore[attr-defined]
    before = set(sys.modules)
    rehearsal.lesson()
    assert compiled == []
    assert set(sys.modules) == before


def test_nothing_else_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[registry] = []
    monkeypatch.setattr(rehearsal, "registry", lambda: made.append(registry()) or made[-1])
    bases = set(DeclarativeBase.__subclasses__())
    loggers = {
        name for name, logger in logging.root.manager.loggerDict.items() if getattr(logger, "handlers", 0)
    }
    threads = {*threading.enumerate()}
    rehearsal.lesson()
    assert [[*models.mappers] for models in made] == [[]]
    assert set(DeclarativeBase.__subclasses__()) == bases
    assert loggers == {
        name for name, logger in logging.root.manager.loggerDict.items() if getattr(logger, "handlers", 0)
    }
    assert not flask.has_app_context()
    assert {*threading.enumerate()} <= threads
    configure_mappers()


def test_what_takes_long_to_import_waits_until_the_collector_rests() -> None:
    """nbformat is also imported without a grammar that takes a second (see grader.notebooks.quick)."""
    code = "import grader.worker.server, sys; print(*{'nbformat', 'sqlalchemy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
