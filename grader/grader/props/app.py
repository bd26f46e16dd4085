"""The whole app, for tasks with its interfaces and with what it keeps its data in.

Building the site needs half of it; the rest brings FastAPI, Pydantic, Redis and MongoDB along.
"""

from __future__ import annotations

import importlib
import pkgutil
import traceback

import university

_NOT = (
    *("university.__main__", "university.wsgi", "university.asgi"),
    "university.adapters.db.migrations.env",  # Alembic runs it, inside a migration only
)


def rehearse() -> None:
    """Import it: whoever forks from this process has that behind it."""
    for found in pkgutil.walk_packages(university.__path__, "university.", onerror=lambda _: None):
        if found.name not in _NOT:
            try:
                importlib.import_module(found.name)
            except Exception:  # any module of the app may be under repair
                traceback.print_exc()
