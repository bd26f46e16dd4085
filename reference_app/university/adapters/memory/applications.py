"""Applications for admission in memory."""

from __future__ import annotations

from datetime import UTC, datetime

from university.adapters.memory.store import Tables
from university.adapters.memory.versions import next_version, version_of
from university.application.ports.application_repository import ApplicationQuery
from university.application.ports.versioned import Versioned
from university.domain.access import Reach
from university.domain.admissions import Application

LAST = datetime.max.replace(tzinfo=UTC)


class MemoryApplications:
    """Fulfils ApplicationRepository."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._applications = tables[Application]

    def add(self, application: Application) -> None:
        """Put a new application on file."""
        self._applications[application.id] = application

    def get(self, id: str, *, within: Reach) -> Versioned[Application] | None:
        """The application, or None where it is unknown or beyond the reach."""
        found = self._applications.get(id)
        if found is None or not _covers(within, found):
            return None
        return Versioned(found, version_of(self._tables, Application, id))

    def get_for_change(self, id: str, *, within: Reach) -> Versioned[Application] | None:
        """The same: nobody else is in the store meanwhile."""
        return self.get(id, within=within)

    def save(self, application: Application, version: int) -> bool:
        """Keep the application as the next version; False when the one on file is no longer `version`."""
        if not next_version(self._tables, Application, application.id, version):
            return False
        self._applications[application.id] = application
        return True

    def search(self, query: ApplicationQuery, *, within: Reach) -> tuple[list[Application], int]:
        """The page asked for, and how many there are on all pages."""
        found = [a for a in self._applications.values() if _covers(within, a) and _matches(a, query)]
        found.sort(key=lambda a: (a.history[-1].at if a.history else LAST, a.id))
        start = (query.page - 1) * query.page_size
        return found[start : start + query.page_size], len(found)


def _covers(within: Reach, application: Application) -> bool:
    return within.everything or within.user == application.applicant


def _matches(application: Application, query: ApplicationQuery) -> bool:
    return query.stage in (None, application.stage) and query.department in (None, application.department)
