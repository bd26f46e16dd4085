"""Backups of the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from university.application.ports.backup import Backups
from university.application.ports.clock import Clock
from university.application.ports.schema import Schema
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.settings import MEMORY_URL, SettingsError

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide backups."""
    container.provide(Backups, _backups)


def _backups(container: Container) -> Backups:
    if container.settings.database_url == MEMORY_URL:
        raise SettingsError(
            f"UNIVERSITY_DATABASE_URL is {MEMORY_URL}, which has no backups; name a database."
        )
    from university.adapters.db.backup.backups import DatabaseBackups

    return DatabaseBackups(container.get(Engine), container.get(Schema), container.get(Clock))
