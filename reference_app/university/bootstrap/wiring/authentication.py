"""Who somebody is, for every door."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from university.adapters.db.credential_repository import DatabaseCredentials
from university.adapters.db.repository import DatabaseRepository
from university.adapters.db.site_session_repository import DatabaseSiteSessions
from university.adapters.memory.credentials import MemoryCredentials
from university.adapters.memory.site_sessions import MemorySiteSessions
from university.adapters.memory.store import MemoryRepository
from university.application.authentication import DEMO_PASSWORD, Authentication
from university.application.campus import Seeding
from university.application.ports.clock import Clock
from university.application.ports.credential_repository import CredentialRepository
from university.application.ports.passwords import MakePasswordHasher
from university.application.ports.site_session_repository import SiteSessionRepository
from university.application.ports.unit_of_work import Units
from university.application.site_sessions import SiteSessions
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

HASHER = Slot("passwords.hasher", MakePasswordHasher, "university.adapters.passwords:Argon2Hasher")

SLOTS: tuple[Slot[Any], ...] = (HASHER,)


def wire(container: Container) -> None:
    """Provide what signs people in. A development app is a demonstration: its accounts are open."""
    container.contribute(DatabaseRepository, DatabaseRepository(CredentialRepository, DatabaseCredentials))
    container.contribute(MemoryRepository, MemoryRepository(CredentialRepository, MemoryCredentials))
    container.contribute(DatabaseRepository, DatabaseRepository(SiteSessionRepository, DatabaseSiteSessions))
    container.contribute(MemoryRepository, MemoryRepository(SiteSessionRepository, MemorySiteSessions))
    container.provide(SiteSessions, lambda c: SiteSessions(c.get(Units), c.get(Clock)))
    container.provide(Authentication, _authentication)
    container.decorate(
        Seeding, lambda c, seeding: replace(seeding, hints=lambda: _who_signs_in(c.get(Authentication)))
    )


def _authentication(container: Container) -> Authentication:
    return Authentication(
        container.get(Units),
        container.get(Clock),
        container.part(HASHER),
        demonstration=container.settings.environment == "development",
    )


def _who_signs_in(authentication: Authentication) -> Iterator[str]:
    """The open accounts of a demonstration, for its commands to print."""
    accounts = authentication.open_accounts()
    if accounts:
        yield f"Sign in with the password {DEMO_PASSWORD} as one of:"
    for user in accounts:
        yield f"  {user.email}  ({user.name}, {', '.join(sorted(user.roles))})"
