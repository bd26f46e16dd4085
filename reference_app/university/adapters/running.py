"""Ways to run a use case from an event loop: on the spot, or in a thread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

import anyio.to_thread

T = TypeVar("T")

THREADS = 15
"""As many as connections that a process may open: a sixteenth thread could only wait for one."""


class Way(Protocol):
    """One way to run a use case."""

    def __call__(self, use_case: Callable[[], T], /) -> Awaitable[T]:
        """What the use case returns or raises."""


async def inline(use_case: Callable[[], T], /) -> T:
    """At once: for a store in this process's memory, where a thread would only add its own cost."""
    return use_case()


class InThread:
    """In one of a few threads, which are kept. Who gives up waiting does not break a use case off."""

    def __init__(self, threads: int = THREADS) -> None:
        self._limiter = anyio.CapacityLimiter(threads)

    async def __call__(self, use_case: Callable[[], T], /) -> T:
        """Run it as soon as a thread is free."""
        return await anyio.to_thread.run_sync(use_case, limiter=self._limiter)


async def _nothing() -> None:
    """There is nothing to let go of."""


class Running:
    """Fulfils Run: ordinary use cases run in the `usual` way, slow ones in a thread."""

    def __init__(self, usual: Way, slow: InThread, close: Callable[[], Awaitable[None]] = _nothing) -> None:
        self._usual = usual
        self._slow = slow
        self._close = close

    async def __call__(self, use_case: Callable[[], T], /) -> T:
        """Run it in the usual way."""
        return await self._usual(use_case)

    async def slow(self, use_case: Callable[[], T], /) -> T:
        """Run it in a thread."""
        return await self._slow(use_case)

    async def close(self) -> None:
        """Let go."""
        await self._close()
