"""Instants as whole milliseconds, which is how document databases keep them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_milliseconds(instant: datetime) -> int:
    """Whole milliseconds from 1970 to an aware instant; what is finer is cut off."""
    return (instant - EPOCH) // _MILLISECOND


def from_milliseconds(number: int) -> datetime:
    """The instant in UTC. Raises OverflowError beyond the years 1 to 9999."""
    return EPOCH + number * _MILLISECOND
