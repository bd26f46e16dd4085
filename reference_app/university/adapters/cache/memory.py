"""The cache in this process: no service needed, nothing shared with other processes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from university.adapters.cache.counters import Counters, check_ttl, checked
from university.adapters.cache.flights import Flights
from university.application.ports.cache import LARGEST_VALUE, CacheStats, Key

MOST_ENTRIES = 2_000
MOST_BYTES = 16 * 1024 * 1024
PATIENCE = 3.0
"""Seconds that a thread waits for another's load."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value, the generation it belongs to, and the clock's second at which it ends."""

    value: bytes
    generation: int
    ends: float


class MemoryCache:
    """Fulfils Cache. When it is full, what was not asked for the longest makes room.

    A namespace has a generation, and an entry counts only in its own: invalidating is one increment, however
    many entries there are, and a load that began before it cannot pass its result off as new.

    `clock` tells seconds that never go back; it is not the time of day.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        most_entries: int = MOST_ENTRIES,
        most_bytes: int = MOST_BYTES,
        patience: float = PATIENCE,
    ) -> None:
        self._clock = clock
        self._most_entries = most_entries
        self._most_bytes = most_bytes
        self._flights = Flights(patience)
        self._counters = Counters()
        self._lock = threading.Lock()
        self._entries: OrderedDict[Key, _Entry] = OrderedDict()
        self._bytes = 0
        self._generations: defaultdict[str, int] = defaultdict(int)

    def get(self, key: Key) -> bytes | None:
        """The value, or None."""
        return self._counters.found(self._look(key)[0])

    def set(self, key: Key, value: bytes, ttl: float) -> None:
        """Keep the value."""
        check_ttl(ttl)
        self._store(key, checked(value), ttl, self._look(key)[1])

    def delete(self, key: Key) -> None:
        """Forget one value."""
        with self._lock:
            self._remove(key)

    def remember(self, key: Key, ttl: float, load: Callable[[], bytes]) -> bytes:
        """The value, loaded where it is missing."""
        check_ttl(ttl)
        value, generation = self._look(key)
        if (found := self._counters.found(value)) is not None:
            return found

        def lead() -> bytes:
            # Another may have loaded it between our look and our turn.
            kept, _ = self._look(key)
            if kept is not None:
                return kept
            loaded = self._counters.load(load)
            self._store(key, loaded, ttl, generation)
            return loaded

        # A flight of an older generation may carry old data: nobody joins it after an invalidation.
        shared = self._flights.share((key, generation), lead)
        return lead() if shared is None else shared

    def invalidate(self, namespace: str) -> None:
        """Begin a new generation."""
        with self._lock:
            self._generations[namespace] += 1

    def stats(self) -> CacheStats:
        """What happened so far."""
        return self._counters.stats()

    def close(self) -> None:
        """There is nothing to let go of."""

    def _look(self, key: Key) -> tuple[bytes | None, int]:
        """The value, if one counts now, and the namespace's generation."""
        with self._lock:
            generation = self._generations[key.namespace]
            entry = self._entries.get(key)
            if entry is None:
                return None, generation
            if entry.generation != generation or entry.ends <= self._clock():
                self._remove(key)
                return None, generation
            self._entries.move_to_end(key)
            return entry.value, generation

    def _store(self, key: Key, value: bytes, ttl: float, generation: int) -> None:
        """Keep the value, unless it is too large."""
        with self._lock:
            self._remove(key)
            if len(value) > LARGEST_VALUE:
                return
            self._entries[key] = _Entry(value, generation, self._clock() + ttl)
            self._bytes += len(value)
            while len(self._entries) > self._most_entries or self._bytes > self._most_bytes:
                self._remove(next(iter(self._entries)))

    def _remove(self, key: Key) -> None:
        if entry := self._entries.pop(key, None):
            self._bytes -= len(entry.value)
