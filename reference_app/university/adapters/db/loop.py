"""Use cases on an event loop: they are synchronous, and the driver below them is not.

SQLAlchemy runs a synchronous function in a greenlet, which it leaves wherever the asynchronous driver waits;
the loop serves others meanwhile. So there is one core, and no second copy of it with `await` in front of
every line. What computes, or waits for anything but the database, still holds the loop up.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from university.adapters.db.engines import postgresql

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

T = TypeVar("T")

_here: ContextVar[Engine | None] = ContextVar("university_loop_engine", default=None)


def engine_of_loop() -> Engine | None:
    """The engine for a unit of work that begins inside `Loop`, None anywhere else."""
    return _here.get()


def make_loop_engine(url: str) -> AsyncEngine | None:
    """The engine with an asynchronous driver, or None where there is none or a thread does better.

    psycopg has both sides, and a greenlet costs as much CPU as a thread. aiosqlite keeps a thread for every
    connection and goes there for every statement: one thread for the whole use case took half its CPU.
    PyMySQL has no asynchronous side; and without greenlet (in the page) there is no way at all.
    """
    parsed = make_url(url)
    if parsed.drivername != "postgresql+psycopg" or find_spec("greenlet") is None:
        return None
    from sqlalchemy.ext.asyncio import create_async_engine

    return create_async_engine(parsed, **postgresql.arguments(parsed))


class Loop:
    """Runs use cases in greenlets, on an engine of their own."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def __call__(self, use_case: Callable[[], T], /) -> T:
        """What the use case returns or raises."""
        from sqlalchemy.ext.asyncio import AsyncSession

        token = _here.set(self._engine.sync_engine)
        try:
            # This session stays without a connection: the use case makes its own units of work.
            async with AsyncSession() as session:
                return await session.run_sync(lambda _: use_case())
        finally:
            _here.reset(token)

    async def close(self) -> None:
        """Close the connections."""
        await self._engine.dispose()
