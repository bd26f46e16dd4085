"""A clock that runs fast, so that offers expire while the fight goes on."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from fight.arena_campus import BEGIN

DAYS_A_SECOND = 1
"""An offer stands for one second of the fight."""


@dataclass(frozen=True, slots=True)
class FastClock:
    """Counts from BEGIN; `started` is a reading of `time.monotonic_ns`, which all processes share.

    `ahead` sets it wrong, as clocks of several machines are.
    """

    started: int
    ahead: timedelta = timedelta(0)

    def now(self) -> datetime:
        """This instant of the arena."""
        passed = (time.monotonic_ns() - self.started) * DAYS_A_SECOND * 86_400
        return BEGIN + timedelta(microseconds=passed // 1_000) + self.ahead
