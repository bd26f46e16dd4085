"""No cache: for comparison, and for whoever wants the truth every time."""

from __future__ import annotations

from collections.abc import Callable

from university.adapters.cache.counters import Counters, check_ttl, checked
from university.application.ports.cache import CacheStats, Key


class NoCache:
    """Fulfils Cache and keeps nothing."""

    def __init__(self) -> None:
        self._counters = Counters()

    def get(self, key: Key) -> bytes | None:  # noqa: ARG002 - the port has it
        """None."""
        return self._counters.found(None)

    def set(self, key: Key, value: bytes, ttl: float) -> None:  # noqa: ARG002
        """Nothing is kept."""
        check_ttl(ttl)
        checked(value)

    def delete(self, key: Key) -> None:
        """There is nothing to forget."""

    def remember(self, key: Key, ttl: float, load: Callable[[], bytes]) -> bytes:
        """Load the value."""
        check_ttl(ttl)
        self.get(key)
        return self._counters.load(load)

    def invalidate(self, namespace: str) -> None:
        """There is nothing to forget."""

    def stats(self) -> CacheStats:
        """Misses and loads so far."""
        return self._counters.stats()

    def close(self) -> None:
        """There is nothing to let go of."""
