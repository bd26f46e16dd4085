"""The activity feed in memory."""

from __future__ import annotations

from collections import Counter
from threading import Lock

from university.application.ports.activity_feed import (
    PAGE_SIZE,
    Activity,
    ActivityPage,
    Cursor,
    DayCount,
    Days,
    check_page,
)


class MemoryFeed:
    """Fulfils ActivityFeed."""

    def __init__(self) -> None:
        self._activities: dict[str, Activity] = {}
        self._position = 0
        self._lock = Lock()

    def prepare(self) -> None:
        """There is nothing to make."""

    def record(self, *activities: Activity) -> int:
        """Keep those whose `id` is new; how many that were."""
        with self._lock:
            before = len(self._activities)
            for activity in activities:
                self._activities.setdefault(activity.id, activity)
            return len(self._activities) - before

    def recent(self, student: str, before: Cursor | None = None, limit: int = PAGE_SIZE) -> ActivityPage:
        """What happened to the student before the cursor, the newest first."""
        check_page(student, limit)
        with self._lock:
            found = [
                activity
                for activity in self._activities.values()
                if activity.student == student
                and (before is None or (activity.at, activity.id) < (before.at, before.id))
            ]
        found.sort(key=lambda activity: (activity.at, activity.id), reverse=True)
        return ActivityPage.cut(found, limit)

    def summary(self, days: Days) -> tuple[DayCount, ...]:
        """How often each kind of thing happened on each day."""
        with self._lock:
            counts = Counter(
                (activity.at.astimezone(days.zone).date(), activity.kind)
                for activity in self._activities.values()
                if days.begin <= activity.at < days.end
            )
        return tuple(sorted(DayCount(day, kind, count) for (day, kind), count in counts.items()))

    def position(self) -> int:
        """Up to which position of the event log the feed was told."""
        return self._position

    def advance(self, since: int, to: int) -> bool:
        """Set the position to `to` if it still is `since`."""
        with self._lock:
            if self._position != since:
                return False
            self._position = to
            return True

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._activities.clear()
            self._position = 0
