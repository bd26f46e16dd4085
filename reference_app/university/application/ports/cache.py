"""Keeping what was expensive to read, for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

LARGEST_VALUE = 1024 * 1024
"""Bytes. What is larger is handed out but not kept."""


@dataclass(frozen=True, slots=True)
class Key:
    """The name of a kept value: its namespace, and what tells it apart there.

    The namespace is a word of the program and is invalidated as a whole; `parts` may come from anybody: keys
    are the same only if all their parts are.
    """

    namespace: str
    parts: tuple[str | int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class CacheStats:
    """What one process has seen: values found (`hits`) and not found (`misses`), values loaded by `remember`,
    and questions that the cache's server left unanswered (`failures`).

    `misses - loads` is the work that `remember` spared by letting many wait for one.
    """

    hits: int = 0
    misses: int = 0
    loads: int = 0
    failures: int = 0


class Cache(Protocol):
    """A place for bytes that may be gone at any moment. It never fails: what cannot be kept is loaded again.

    `ttl` is a time to live in seconds, above 0; ValueError otherwise. Any call may block its thread.
    """

    def get(self, key: Key) -> bytes | None:
        """The value, or None."""

    def set(self, key: Key, value: bytes, ttl: float) -> None:
        """Keep the value. One that was read before an invalidation would outlive it: prefer `remember`."""

    def delete(self, key: Key) -> None:
        """Forget one value."""

    def remember(self, key: Key, ttl: float, load: Callable[[], bytes]) -> bytes:
        """The value; where it is missing it is loaded, kept and returned. Raises what `load` raises.

        Many who miss at one moment wait for one load, though never for ever. `load` must read the truth as it
        is when called: what an invalidation makes wrong while it runs is returned, but not kept.
        """

    def invalidate(self, namespace: str) -> None:
        """Forget a namespace: no `remember` that starts later sees what was read before.

        Call it after the commit.
        """

    def stats(self) -> CacheStats:
        """What happened so far in this process."""

    def close(self) -> None:
        """Let go of connections."""
