"""The audit log, for who may read it."""

from __future__ import annotations

from typing import Any

from university.application.audit import AuditLog
from university.application.ports.unit_of_work import Units
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide what reads the log."""
    container.provide(AuditLog, lambda c: AuditLog(c.get(Units)))
