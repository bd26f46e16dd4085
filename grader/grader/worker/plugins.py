"""pytest's own plugins, short of the names that pytest does not look for in them.

Tests of tasks start pytest a dozen times for one notebook, on files of a few lines. Each start goes twice
through every name of every plugin's module, what the module imported included, and that takes a third of it.
"""

from __future__ import annotations

import importlib
from types import ModuleType

from _pytest.config import default_plugins
from _pytest.fixtures import FixtureFunctionDefinition


def shorten() -> None:
    """Let `dir()` of the plugins tell their hooks and fixtures alone, here and in all forked from here."""
    for name in default_plugins:
        _shorten(importlib.import_module(f"_pytest.{name}"))


def _shorten(plugin: ModuleType) -> None:
    wanted = [name for name in dir(plugin) if _is_looked_for(plugin, name)]
    # A module's __dir__ is asked by dir() (PEP 562).
    vars(plugin)["__dir__"] = lambda: wanted


def _is_looked_for(plugin: ModuleType, name: str) -> bool:
    return name.startswith("pytest_") or isinstance(getattr(plugin, name), FixtureFunctionDefinition)
