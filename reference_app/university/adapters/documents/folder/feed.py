"""The activity feed in the folder's database."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

from university.adapters.documents.folder.database import FolderDatabase
from university.application.instants import from_milliseconds, to_milliseconds
from university.application.ports.activity_feed import (
    PAGE_SIZE,
    Activity,
    ActivityPage,
    Cursor,
    DayCount,
    Days,
    check_page,
)

FEED = "activity"
BEYOND = (2**63 - 1, "")
"""Later than any instant."""


class FolderFeed:
    """Fulfils ActivityFeed."""

    def __init__(self, database: FolderDatabase) -> None:
        self._database = database

    def prepare(self) -> None:
        """Make the database."""
        with self._database.reading():
            pass

    def record(self, *activities: Activity) -> int:
        """Keep those whose `id` is new; how many that were."""
        with self._database.writing() as connection:
            before = connection.total_changes
            connection.executemany(
                "INSERT INTO activities (id, kind, student, at, actor, details) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO NOTHING",
                map(_row, activities),
            )
            return connection.total_changes - before

    def recent(self, student: str, before: Cursor | None = None, limit: int = PAGE_SIZE) -> ActivityPage:
        """What happened to the student before the cursor, the newest first."""
        check_page(student, limit)
        place = (to_milliseconds(before.at), before.id) if before else BEYOND
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM activities WHERE student = ? AND (at, id) < (?, ?) "
                "ORDER BY at DESC, id DESC LIMIT ?",
                (student, *place, limit + 1),
            ).fetchall()
        return ActivityPage.cut([_activity(row) for row in rows], limit)

    def summary(self, days: Days) -> tuple[DayCount, ...]:
        """How often each kind of thing happened on each day."""

        def local_day(at: int) -> str:
            return from_milliseconds(at).astimezone(days.zone).date().isoformat()

        with self._database.reading() as connection:
            connection.create_function("local_day", 1, local_day, deterministic=True)
            rows = connection.execute(
                "SELECT local_day(at) AS day, kind, count(*) FROM activities WHERE at >= ? AND at < ? "
                "GROUP BY day, kind ORDER BY day, kind",
                (to_milliseconds(days.begin), to_milliseconds(days.end)),
            ).fetchall()
        return tuple(DayCount(date.fromisoformat(day), kind, count) for day, kind, count in rows)

    def position(self) -> int:
        """Up to which position of the event log the feed was told."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT position FROM positions WHERE feed = ?", (FEED,)).fetchone()
        return int(row[0]) if row else 0

    def advance(self, since: int, to: int) -> bool:
        """Set the position to `to` if it still is `since`."""
        with self._database.writing() as connection:
            connection.execute("INSERT INTO positions VALUES (?, 0) ON CONFLICT DO NOTHING", (FEED,))
            moved = connection.execute(
                "UPDATE positions SET position = ? WHERE feed = ? AND position = ?", (to, FEED, since)
            )
            return moved.rowcount == 1

    def clear(self) -> None:
        """Forget everything."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM activities")
            connection.execute("DELETE FROM positions WHERE feed = ?", (FEED,))


def _row(activity: Activity) -> tuple[str | int, ...]:
    return (
        activity.id,
        activity.kind,
        activity.student,
        to_milliseconds(activity.at),
        activity.actor,
        json.dumps(dict(activity.details)),
    )


def _activity(row: sqlite3.Row) -> Activity:
    return Activity(
        id=row["id"],
        kind=row["kind"],
        student=row["student"],
        at=from_milliseconds(row["at"]),
        actor=row["actor"],
        details=json.loads(row["details"]),
    )
