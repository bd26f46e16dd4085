"""The moment at which tasks try a part in the app: the same for everybody, so that answers are the same."""

from __future__ import annotations

from datetime import UTC, datetime

from university.adapters.campus import make_campus
from university.adapters.clock import FixedClock

MORNING = datetime(2027, 1, 12, 9, tzinfo=UTC)
"""A Tuesday three weeks after registration opened."""


def clock() -> FixedClock:
    """Stands still at this moment: for the slot `clock` of every university that a task sees.

    So a campus that is made before a task takes away a rule is still the one it needs on another day.
    """
    return FixedClock(MORNING)


def rehearse() -> None:
    """Make the campus of this day, which is kept: whoever forks from this process has it at hand."""
    make_campus(MORNING.date())
