"""The database as the store, wherever the settings do not ask for the memory."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from university.adapters.db.application_repository import DatabaseApplications
from university.adapters.db.campus_store import DatabaseCampusStore
from university.adapters.db.catalogue_repository import DatabaseCatalogue
from university.adapters.db.engine import make_engine
from university.adapters.db.engines.kind import UnusableAddress
from university.adapters.db.enrolment_repository import DatabaseEnrolments
from university.adapters.db.event_log import DatabaseEventLog
from university.adapters.db.grade_repository import DatabaseGrades
from university.adapters.db.hold_repository import DatabaseHolds
from university.adapters.db.record_repository import DatabaseRecords
from university.adapters.db.repository import ChooseEngine, DatabaseRepository, MakeUnitOfWork
from university.adapters.db.student_repository import DatabaseStudents
from university.adapters.db.transcript_repository import DatabaseTranscripts
from university.adapters.db.user_repository import DatabaseUsers
from university.application.ports.application_repository import ApplicationRepository
from university.application.ports.campus_store import CampusStore
from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.event_log import EventLog
from university.application.ports.grade_repository import GradeRepository
from university.application.ports.hold_repository import HoldRepository
from university.application.ports.record_repository import RecordRepository
from university.application.ports.schema import Schema
from university.application.ports.student_repository import StudentRepository
from university.application.ports.transcript_repository import TranscriptRepository
from university.application.ports.unit_of_work import Units
from university.application.ports.user_repository import UserRepository
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.settings import MEMORY_URL, SettingsError

UNIT_OF_WORK = Slot(
    "store.unit_of_work", MakeUnitOfWork, "university.adapters.db.unit_of_work:DatabaseUnitOfWork"
)
SLOTS: tuple[Slot[Any], ...] = (UNIT_OF_WORK,)

REPOSITORIES = (
    DatabaseRepository(CatalogueRepository, DatabaseCatalogue),
    DatabaseRepository(StudentRepository, DatabaseStudents),
    DatabaseRepository(EnrolmentRepository, DatabaseEnrolments),
    DatabaseRepository(RecordRepository, DatabaseRecords),
    DatabaseRepository(EventLog, DatabaseEventLog),
    DatabaseRepository(ApplicationRepository, DatabaseApplications),
    DatabaseRepository(GradeRepository, DatabaseGrades),
    DatabaseRepository(HoldRepository, DatabaseHolds),
    DatabaseRepository(TranscriptRepository, DatabaseTranscripts),
    DatabaseRepository(UserRepository, DatabaseUsers),
)


def wire(container: Container) -> None:
    """Provide the database, unless the memory is asked for."""
    if container.settings.database_url == MEMORY_URL:
        container.provide(Schema, _no_schema)
        return
    for repository in REPOSITORIES:
        container.contribute(DatabaseRepository, repository)
    container.provide(Engine, _engine, close=Engine.dispose)
    container.provide(ChooseEngine, _the_only_engine, fallback=True)
    container.provide(CampusStore, lambda c: DatabaseCampusStore(c.get(Engine), c.get(Schema)))
    container.provide(Schema, _schema)
    container.provide(Units, _units)


def _engine(container: Container) -> Engine:
    try:
        return make_engine(container.settings.database_url)
    except UnusableAddress as error:
        raise SettingsError(f"UNIVERSITY_DATABASE_URL: {error}") from error


def _schema(container: Container) -> Schema:
    # Alembic takes a tenth of a second to import, and only what moves the schema needs it.
    from university.adapters.db.schema import DatabaseSchema

    return DatabaseSchema(container.get(Engine))


def _no_schema(_: Container) -> Schema:
    raise SettingsError(f"UNIVERSITY_DATABASE_URL is {MEMORY_URL}, which has no tables; name a database.")


def _units(container: Container) -> Units:
    choose, repositories = container.get(ChooseEngine), container.contributions(DatabaseRepository)
    make = container.part(UNIT_OF_WORK)
    return lambda: make(choose(), repositories)


def _the_only_engine(container: Container) -> ChooseEngine:
    engine = container.get(Engine)
    return lambda: engine
