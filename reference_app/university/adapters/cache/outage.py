"""What to do about a server that does not answer: leave it alone for a while, and say so now and then."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

logger = logging.getLogger("university.cache")

PAUSE = 5.0
"""Seconds without a question after a failure: otherwise every page would wait for the time limit."""
QUIET = 60.0
"""Seconds between two lines in the log."""


class Outage:
    """Whether a server is left alone now. `clock` tells seconds that never go back."""

    def __init__(self, clock: Callable[[], float], pause: float = PAUSE) -> None:
        self._clock = clock
        self._pause = pause
        self._lock = threading.Lock()
        self._until: float | None = None
        self._logged: float | None = None

    def may_ask(self) -> bool:
        """Whether to ask the server. When a pause ends, one thread finds out for all whether it is back."""
        if self._until is None:
            return True
        with self._lock:
            now = self._clock()
            if self._until is None or now < self._until:
                return self._until is None
            self._until = now + self._pause
            return True

    def begin(self, error: Exception) -> None:
        """The server failed."""
        with self._lock:
            now = self._clock()
            self._until = now + self._pause
            if self._logged is not None and now - self._logged < QUIET:
                return
            self._logged = now
        # Only the kind: a server's own words may repeat what it was sent, a password included.
        logger.warning("The cache's server failed (%s); going on without it.", type(error).__name__)

    def end(self) -> None:
        """The server answered."""
        if self._until is None:
            return
        with self._lock:
            was, self._until = self._until, None
        if was is not None:
            logger.info("The cache's server answers again.")
