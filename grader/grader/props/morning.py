"""The moment at which tasks try a part in the app: the same for everybody, so that answers are the same."""

from __future__ import annotations

from datetime import UTC, datetime

MORNING = datetime(2027, 1, 12, 9, tzinfo=UTC)
"""A Tuesday three weeks after registration opened. The worker has the campus of this day at hand."""
