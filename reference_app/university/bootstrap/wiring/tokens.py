"""Tokens of programs, in whichever store there is."""

from __future__ import annotations

from typing import Any

from university.adapters.db.repository import DatabaseRepository
from university.adapters.db.token_repository import DatabaseTokens
from university.adapters.memory.store import MemoryRepository
from university.adapters.memory.tokens import MemoryTokens
from university.application.ports.clock import Clock
from university.application.ports.token_repository import TokenRepository
from university.application.ports.unit_of_work import Units
from university.application.tokens import Tokens
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide what issues tokens and knows whose they are."""
    container.contribute(MemoryRepository, MemoryRepository(TokenRepository, MemoryTokens))
    container.contribute(DatabaseRepository, DatabaseRepository(TokenRepository, DatabaseTokens))
    container.provide(Tokens, lambda c: Tokens(c.get(Units), c.get(Clock)))
