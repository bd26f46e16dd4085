"""All tables of this app."""

from __future__ import annotations

import importlib
import pkgutil

from sqlalchemy import MetaData

from university.adapters import db
from university.adapters.db.base import Base


def metadata() -> MetaData:
    """The tables of every module `…_rows` beside this one: they arrive and leave with their file."""
    for module in pkgutil.iter_modules(db.__path__):
        if module.name.endswith("_rows"):
            importlib.import_module(f"{db.__name__}.{module.name}")
    return Base.metadata
