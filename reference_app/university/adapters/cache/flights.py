"""One load for many threads: the first does it, the others wait for the result."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Flight:
    """A load under way, and the thread that does it; one that ends with neither was broken off."""

    leader: int = field(default_factory=threading.get_ident)
    ended: threading.Event = field(default_factory=threading.Event)
    value: bytes | None = None
    error: Exception | None = None


class Flights:
    """The loads under way in this process.

    `patience` is the longest wait, in seconds. When it ends, a thread loads by itself: a load that hangs must
    not hang everybody.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._flights: dict[Hashable, _Flight] = {}

    def share(self, key: Hashable, load: Callable[[], bytes]) -> bytes | None:
        """What `load` returns or raises in whichever thread came first; None when waiting was in vain."""
        with self._lock:
            ahead = self._flights.get(key)
            flight = ahead or self._flights.setdefault(key, _Flight())
        return self._lead(key, flight, load) if ahead is None else self._follow(ahead)

    def _lead(self, key: Hashable, flight: _Flight, load: Callable[[], bytes]) -> bytes:
        try:
            flight.value = load()
            return flight.value
        except Exception as error:
            flight.error = error
            raise
        finally:
            with self._lock:
                del self._flights[key]
            flight.ended.set()

    def _follow(self, flight: _Flight) -> bytes | None:
        if flight.leader == threading.get_ident():
            # This very thread is loading it (greenlets on an event loop share one): it can only wait in vain.
            return None
        flight.ended.wait(self._patience)
        if flight.error is not None:
            raise flight.error
        return flight.value
