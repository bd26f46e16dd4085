"""The activity feed as a collection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database
from pymongo.errors import BulkWriteError, DuplicateKeyError

from university.adapters.documents.mongodb.database import Document, reachable
from university.application.ports.activity_feed import (
    PAGE_SIZE,
    Activity,
    ActivityPage,
    Cursor,
    DayCount,
    Days,
    check_page,
)

ACTIVITIES = "activities"
POSITIONS = "positions"
FEED = "activity"
NEWEST_FIRST = [("at", DESCENDING), ("_id", DESCENDING)]
INDEXES = [
    IndexModel([("student", ASCENDING), *NEWEST_FIRST], name="activities_of_student"),
    IndexModel([("at", ASCENDING), ("kind", ASCENDING)], name="activities_by_time"),
]
DUPLICATE = 11000
"""MongoDB's code for a document whose `_id` is taken."""


class MongoFeed:
    """Fulfils ActivityFeed. An activity's id is its document's `_id`, which the server keeps unique."""

    def __init__(self, database: Database[Document]) -> None:
        self._activities = database[ACTIVITIES]
        self._positions = database[POSITIONS]

    def prepare(self) -> None:
        """Make the indexes."""
        with reachable():
            self._activities.create_indexes(INDEXES)

    def record(self, *activities: Activity) -> int:
        """Keep those whose `id` is new; how many that were."""
        if not activities:
            return 0
        with reachable():
            try:
                # Not ordered: the server goes on after one that is already there.
                self._activities.insert_many(map(_document, activities), ordered=False)
            except BulkWriteError as error:
                if not _only_duplicates(error):
                    raise
                return int(error.details["nInserted"])
        return len(activities)

    def recent(self, student: str, before: Cursor | None = None, limit: int = PAGE_SIZE) -> ActivityPage:
        """What happened to the student before the cursor, the newest first."""
        check_page(student, limit)
        query: Document = {"student": student}
        if before is not None:
            # The first condition lets the index begin at the cursor, the second leaves out what was shown.
            query["at"] = {"$lte": before.at}
            query["$or"] = [{"at": {"$lt": before.at}}, {"_id": {"$lt": before.id}}]
        with reachable():
            found = list(self._activities.find(query).sort(NEWEST_FIRST).limit(limit + 1))
        return ActivityPage.cut([_activity(document) for document in found], limit)

    def summary(self, days: Days) -> tuple[DayCount, ...]:
        """How often each kind of thing happened on each day, counted by the server."""
        with reachable():
            groups = list(self._activities.aggregate(_counts_by_day(days)))
        return tuple(
            DayCount(date(key["year"], key["month"], key["day"]), key["kind"], group["count"])
            for group in groups
            for key in (group["_id"],)
        )

    def position(self) -> int:
        """Up to which position of the event log the feed was told."""
        with reachable():
            found = self._positions.find_one({"_id": FEED})
        return int(found["position"]) if found else 0

    def advance(self, since: int, to: int) -> bool:
        """Set the position to `to` if it still is `since`."""
        with reachable():
            if since == 0:
                self._begin()
            moved = self._positions.update_one({"_id": FEED, "position": since}, {"$set": {"position": to}})
        return moved.matched_count == 1

    def clear(self) -> None:
        """Forget everything."""
        with reachable():
            self._activities.delete_many({})
            self._positions.delete_one({"_id": FEED})

    def _begin(self) -> None:
        try:
            self._positions.insert_one({"_id": FEED, "position": 0})
        except DuplicateKeyError:
            return  # somebody else began


def _counts_by_day(days: Days) -> Sequence[Document]:
    at = {"date": "$at", "timezone": days.zone.key}
    day = {"year": {"$year": at}, "month": {"$month": at}, "day": {"$dayOfMonth": at}}
    return [
        {"$match": {"at": {"$gte": days.begin, "$lt": days.end}}},
        {"$group": {"_id": {**day, "kind": "$kind"}, "count": {"$sum": 1}}},
        {"$sort": {"_id.year": 1, "_id.month": 1, "_id.day": 1, "_id.kind": 1}},
    ]


def _document(activity: Activity) -> Document:
    # Names of details may hold dots and dollars, which mean something in field names; so they are values.
    return {
        "_id": activity.id,
        "kind": activity.kind,
        "student": activity.student,
        "at": activity.at,
        "actor": activity.actor,
        "details": [{"name": name, "text": text} for name, text in activity.details.items()],
    }


def _activity(document: Document) -> Activity:
    return Activity(
        id=document["_id"],
        kind=document["kind"],
        student=document["student"],
        at=document["at"],
        actor=document["actor"],
        details={detail["name"]: detail["text"] for detail in document["details"]},
    )


def _only_duplicates(error: BulkWriteError) -> bool:
    details = error.details
    return not details["writeConcernErrors"] and all(
        one["code"] == DUPLICATE for one in details["writeErrors"]
    )
