"""Counting what a cache does."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Literal

from university.application.ports.cache import CacheStats

Event = Literal["hits", "misses", "loads", "failures"]


class Counters:
    """Counts of one cache, safe among threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def add(self, event: Event) -> None:
        """One more."""
        with self._lock:
            self._counts[event] += 1

    def found(self, value: bytes | None) -> bytes | None:
        """Count a hit or a miss, and hand the value on."""
        self.add("misses" if value is None else "hits")
        return value

    def load(self, load: Callable[[], bytes]) -> bytes:
        """Load, counted. Raises what `load` raises, and TypeError for what is not bytes."""
        self.add("loads")
        return checked(load())

    def stats(self) -> CacheStats:
        """The counts so far."""
        with self._lock:
            return CacheStats(**self._counts)


def checked(value: bytes) -> bytes:
    """`value`, if it can be kept. Raises TypeError."""
    kind: type = type(value)
    if kind is not bytes:
        raise TypeError(f"A cache keeps bytes, not {kind.__name__}; encode the value first.")
    return value


def check_ttl(ttl: float) -> None:
    """Raises ValueError for a time to live that is no time."""
    if not 0 < ttl < float("inf"):
        raise ValueError(f"{ttl!r} is no time to live; give seconds above 0.")
