"""Importing nbformat and nbgrader without the seconds they spend on what no notebook of ours has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_SLOW_AND_UNUSED = "rfc3987_syntax"
"""jsonschema (under nbformat) imports it to check IRIs, and it compiles a grammar first. We have no IRIs."""
_SERVERS = ("", ".assignment_list", ".course_list", ".formgrader", ".validate_assignment")
"""nbgrader's extensions of Jupyter's server, under `nbgrader.server_extensions`: importing nbgrader imports
them, and they import three times of what its gradebook needs. Only the server uses them."""


@contextmanager
def quick_imports() -> Iterator[None]:
    """Let the slow import fail meanwhile, which jsonschema expects; it goes on without it."""
    if _SLOW_AND_UNUSED in sys.modules:
        yield
        return
    sys.modules[_SLOW_AND_UNUSED] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[_SLOW_AND_UNUSED]


@contextmanager
def without_servers() -> Iterator[None]:
    """Let nbgrader be imported without its extensions, which whoever needs them can import afterwards."""
    if "nbgrader" in sys.modules:
        yield
        return
    empty = [ModuleType(f"nbgrader.server_extensions{name}") for name in _SERVERS]
    for module in empty:
        module.__dict__["load_jupyter_server_extension"] = None
        sys.modules[module.__name__] = module
    try:
        yield
    finally:
        for module in empty:
            del sys.modules[module.__name__]
