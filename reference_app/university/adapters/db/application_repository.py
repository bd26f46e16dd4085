"""Applications for admission in the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, insert, select, true, update
from sqlalchemy.orm import Session, selectinload

from university.adapters.db.application_rows import ApplicationRow, PassageRow
from university.adapters.db.changes import changed_one, lock
from university.application.ports.application_repository import ApplicationQuery
from university.application.ports.versioned import Versioned
from university.domain.access import Reach
from university.domain.admissions import Application, Passage, Stage, Step


class DatabaseApplications:
    """Fulfils ApplicationRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, application: Application) -> None:
        """Put a new application on file."""
        key = {"id": application.id, "applicant": application.applicant, "department": application.department}
        row = key | {"name": application.name, "email": application.email} | _changing(application)
        self._session.execute(insert(ApplicationRow).values(**row))
        self._append(application.id, 0, application.history)

    def get(self, id: str, *, within: Reach) -> Versioned[Application] | None:
        """The application, or None where it is unknown or beyond the reach."""
        wanted = select(ApplicationRow).where(ApplicationRow.id == id, _covered(within))
        row = self._session.scalar(wanted.options(selectinload(ApplicationRow.history)))
        return Versioned(_application(row), row.version) if row else None

    def get_for_change(self, id: str, *, within: Reach) -> Versioned[Application] | None:
        """The same; others who want to change this application wait until this unit ends."""
        known = lock(self._session, ApplicationRow.version, ApplicationRow.id == id)
        return self.get(id, within=within) if known else None

    def save(self, application: Application, version: int) -> bool:
        """Keep the application as the next version; False when the one on file is no longer `version`."""
        unchanged = update(ApplicationRow).where(
            ApplicationRow.id == application.id, ApplicationRow.version == version
        )
        if not changed_one(self._session, unchanged.values(version=version + 1, **_changing(application))):
            return False
        count = select(func.count()).where(PassageRow.application == application.id)
        kept = self._session.scalar(count) or 0
        self._append(application.id, kept, application.history[kept:])
        return True

    def search(self, query: ApplicationQuery, *, within: Reach) -> tuple[list[Application], int]:
        """The page asked for, and how many there are on all pages."""
        wanted = _matching(select(ApplicationRow).where(_covered(within)), query)
        total = self._session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        never = ApplicationRow.advanced_at.is_(None)
        page = (
            wanted.order_by(never, ApplicationRow.advanced_at, ApplicationRow.id)
            .offset((query.page - 1) * query.page_size)
            .limit(query.page_size)
            .options(selectinload(ApplicationRow.history))
        )
        return [_application(row) for row in self._session.scalars(page)], total

    def _append(self, application: str, place: int, steps: Sequence[Passage]) -> None:
        rows = [
            {"application": application, "place": at, "step": passed.step.value}
            | {"actor": passed.actor, "at": passed.at, "note": passed.note}
            for at, passed in enumerate(steps, place)
        ]
        if rows:
            self._session.execute(insert(PassageRow), rows)


def _covered(within: Reach) -> ColumnElement[bool]:
    return true() if within.everything else ApplicationRow.applicant == within.user


def _matching(applications: Select[ApplicationRow], query: ApplicationQuery) -> Select[ApplicationRow]:
    if query.stage is not None:
        applications = applications.where(ApplicationRow.stage == query.stage.value)
    if query.department is not None:
        applications = applications.where(ApplicationRow.department == query.department)
    return applications


def _changing(application: Application) -> dict[str, object]:
    """What may be another with each version."""
    return {
        "statement": application.statement,
        "stage": application.stage.value,
        "advanced_at": application.history[-1].at if application.history else None,
    }


def _application(row: ApplicationRow) -> Application:
    history = tuple(Passage(Step(one.step), one.actor, one.at, one.note) for one in row.history)
    return Application(
        row.id,
        row.applicant,
        row.name,
        row.email,
        row.department,
        row.statement,
        Stage(row.stage),
        history,
    )
