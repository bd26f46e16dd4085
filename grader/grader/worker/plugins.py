"""pytest's own plugins, short of the names that pytest does not look for in them.

Tests of tasks start pytest a dozen times for one notebook, on files of a few lines. Each start goes twice
through every name of every plugin, what its module imported or its class inherits included, and that takes
half of it.
"""

from __future__ import annotations

import importlib
from types import ModuleType

from _pytest.capture import CaptureManager
from _pytest.config import Config, PytestPluginManager, default_plugins
from _pytest.fixtures import FixtureFunctionDefinition, FixtureManager
from _pytest.legacypath import LegacyTmpdirPlugin
from _pytest.main import Session

_CLASSES = (CaptureManager, Config, FixtureManager, LegacyTmpdirPlugin, PytestPluginManager, Session)
"""Their objects are plugins at each start."""


def shorten() -> None:
    """Let `dir()` of the plugins tell their hooks and fixtures alone, here and in all forked from here."""
    for name in default_plugins:
        _shorten(importlib.import_module(f"_pytest.{name}"))
    for kind in _CLASSES:
        _shorten(kind)


def _shorten(plugin: ModuleType | type) -> None:
    wanted = [name for name in dir(plugin) if _is_looked_for(plugin, name)]
    # dir() asks a module itself (PEP 562), and an object's class.
    plugin.__dir__ = lambda *_: wanted  # type: ignore[method-assign]


def _is_looked_for(plugin: ModuleType | type, name: str) -> bool:
    return name.startswith("pytest_") or isinstance(getattr(plugin, name, None), FixtureFunctionDefinition)
