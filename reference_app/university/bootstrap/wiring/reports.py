"""The registrar's reports, where there is a database to ask."""

from __future__ import annotations

from typing import Any

from university.adapters.db.report_repository import DatabaseReports
from university.adapters.db.unit_of_work import DatabaseRepository
from university.application.ports.report_repository import ReportRepository
from university.application.ports.unit_of_work import Units
from university.application.reports import Reports
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.settings import MEMORY_URL

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide the reports; a store in memory has no queries to ask."""
    if container.settings.database_url == MEMORY_URL:
        return
    container.contribute(DatabaseRepository, DatabaseRepository(ReportRepository, DatabaseReports))
    container.provide(Reports, lambda c: Reports(c.get(Units)))
