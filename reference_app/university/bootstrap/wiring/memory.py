"""The store in memory, filled with the campus: chosen by `memory:`, and used where no database is wired."""

from __future__ import annotations

from typing import Any

from university.adapters.memory.applications import MemoryApplications
from university.adapters.memory.campus_store import MemoryCampusStore
from university.adapters.memory.catalogue import MemoryCatalogue
from university.adapters.memory.enrolments import MemoryEnrolments
from university.adapters.memory.event_log import MemoryEventLog
from university.adapters.memory.grades import MemoryGrades
from university.adapters.memory.holds import MemoryHolds
from university.adapters.memory.records import MemoryRecords
from university.adapters.memory.store import MemoryRepository, MemoryStore, MemoryUnitOfWork
from university.adapters.memory.students import MemoryStudents
from university.adapters.memory.transcripts import MemoryTranscripts
from university.adapters.memory.users import MemoryUsers
from university.application.campus import Seeding
from university.application.ports.application_repository import ApplicationRepository
from university.application.ports.campus_store import CampusStore
from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.clock import Clock
from university.application.ports.enrolment_repository import EnrolmentRepository
from university.application.ports.event_log import EventLog
from university.application.ports.grade_repository import GradeRepository
from university.application.ports.hold_repository import HoldRepository
from university.application.ports.record_repository import RecordRepository
from university.application.ports.student_repository import StudentRepository
from university.application.ports.transcript_repository import TranscriptRepository
from university.application.ports.unit_of_work import Units
from university.application.ports.user_repository import UserRepository
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.settings import DEFAULT_DATABASE_URL, MEMORY_URL, SettingsError

SLOTS: tuple[Slot[Any], ...] = ()

REPOSITORIES = (
    MemoryRepository(CatalogueRepository, MemoryCatalogue),
    MemoryRepository(StudentRepository, MemoryStudents),
    MemoryRepository(EnrolmentRepository, MemoryEnrolments),
    MemoryRepository(RecordRepository, MemoryRecords),
    MemoryRepository(ApplicationRepository, MemoryApplications),
    MemoryRepository(GradeRepository, MemoryGrades),
    MemoryRepository(HoldRepository, MemoryHolds),
    MemoryRepository(TranscriptRepository, MemoryTranscripts),
    MemoryRepository(UserRepository, MemoryUsers),
    MemoryRepository(EventLog, MemoryEventLog),
)


def wire(container: Container) -> None:
    """Provide a filled store, unless a database is wired."""
    for repository in REPOSITORIES:
        container.contribute(MemoryRepository, repository)
    container.provide(MemoryStore, lambda _: MemoryStore())
    container.provide(CampusStore, lambda c: MemoryCampusStore(c.get(MemoryStore)), fallback=True)
    container.provide(Units, _units, fallback=True)


def _units(container: Container) -> Units:
    url = container.settings.database_url
    if url not in (MEMORY_URL, DEFAULT_DATABASE_URL):
        raise SettingsError(f"This app has no database adapter for UNIVERSITY_DATABASE_URL; use {MEMORY_URL}")
    store, repositories = container.get(MemoryStore), container.contributions(MemoryRepository)
    container.get(Seeding).fill(container.get(Clock).now().date())
    return lambda: MemoryUnitOfWork(store, repositories)
