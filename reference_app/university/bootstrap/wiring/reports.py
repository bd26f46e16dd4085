"""The registrar's reports; a store in memory has no queries to ask."""

from __future__ import annotations

from typing import Any

from university.adapters.db.report_repository import DatabaseReports
from university.adapters.db.repository import DatabaseRepository
from university.application.ports.report_repository import ReportRepository
from university.application.ports.unit_of_work import Units
from university.application.reports import Reports
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.settings import MEMORY_URL, NotOffered

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide the reports."""
    container.contribute(DatabaseRepository, DatabaseRepository(ReportRepository, DatabaseReports))
    container.provide(Reports, _reports)


def _reports(container: Container) -> Reports:
    if container.settings.database_url == MEMORY_URL:
        raise NotOffered(f"UNIVERSITY_DATABASE_URL is {MEMORY_URL}, which has no reports; name a database.")
    return Reports(container.get(Units))
