"""The audit log played again from the beginning: each change allowed, everybody in turn, the present rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise

from fight.journal import Change, Key
from fight.rows import Happening, Places, Rows, can_take

BEFORE = {
    "enrolled": {None, "offered"},
    "waitlisted": {None},
    "seat_offered": {"waitlisted"},
    "offer_expired": {"offered"},
    "dropped": {"enrolled", "waitlisted", "offered"},
    "withdrew": {"enrolled"},
}
"""Which status a place may have before a change; None where there is none."""

AFTER = {
    "enrolled": "enrolled",
    "waitlisted": "waitlisted",
    "seat_offered": "offered",
    "withdrew": "withdrawn",
}
"""Which status it has afterwards; the others leave no place."""


class Replay:
    """The log of `rows`, played again; `changes` says when each change was at work."""

    def __init__(self, rows: Rows, changes: Iterable[Change]) -> None:
        self._rows = rows
        self._changes: dict[Key, Change] = {change.key: change for change in changes}
        self._places: dict[str, Places] = defaultdict(dict)
        self._line: dict[str, list[str]] = defaultdict(list)
        self._seats: dict[str, int] = defaultdict(int)
        self._expires: dict[tuple[str, str], datetime] = {}
        self._next = _next_of_student(rows.events)
        self._last: dict[str, Happening] = {}
        self.judged = 0
        """Offers of which the whole line could be looked at."""

    def violations(self) -> Iterator[str]:
        """A line for each change that should not have been, and each row that the log does not explain."""
        for event in self._rows.events:
            yield from (f"{wrong}: {event}" for wrong in self._wrong(event))
            self._apply(event)
        replayed = {who: places for who, places in self._places.items() if places}
        for student in sorted(replayed.keys() | self._rows.places.keys()):
            logged, present = replayed.get(student), self._rows.places.get(student)
            if logged != present:
                yield f"log and rows disagree: {student} has {present}, the log says {logged}"
        for section, line in self._line.items():
            if line != self._rows.line.get(section, []):
                yield f"line out of order: {section} has {self._rows.line.get(section)}, the log says {line}"

    def _wrong(self, event: Happening) -> Iterator[str]:
        before = self._places[event.student].get(event.section)
        section = self._rows.sections[event.section]
        if before not in BEFORE[event.kind] or event.details.get("was", before) != before:
            yield f"change of a place that was {before}"
        if event.kind == "enrolled":
            if not can_take(self._places[event.student], section, self._rows.sections):
                yield "enrolled against a rule"
            if before is None and self._line[event.section]:
                yield f"enrolled past the line {self._line[event.section]}"
            if before == "offered" and event.at >= self._expires[event.student, event.section]:
                yield "accepted too late"
        if event.kind == "offer_expired" and event.at < self._expires[event.student, event.section]:
            yield "expired too early"
        if event.kind == "seat_offered":
            yield from self._passed_over(event)
        if self._takes_a_seat(event, before) and self._seats[event.section] >= section.capacity:
            yield "a seat beyond the capacity"

    def _passed_over(self, offer: Happening) -> Iterator[str]:
        """Everybody before in the line who could take the seat, from the choice until the offer stood."""
        made = self._changes.get(_key(offer))
        if made is None or made.chosen is None or offer.student not in self._line[offer.section]:
            return  # the fighter was killed before it could note when it chose
        self.judged += 1
        line, section = self._line[offer.section], self._rows.sections[offer.section]
        for student in line[: line.index(offer.student)]:
            still = self._was_still(student, made.chosen, made.over, offer.position)
            if still and can_take(self._places[student], section, self._rows.sections):
                yield f"offered past {student}"

    def _was_still(self, student: str, since: int, until: int, position: int) -> bool:
        """Whether no change of the student was at work then: the one before over, the next not begun.

        A student's changes never overlap, because each has the student locked.
        """
        last = self._last[student]
        following = self._next.get(last.position)
        before = self._changes.get(_key(last))
        after = self._changes.get(_key(following)) if following else None
        if before is None or (following and after is None):
            return False  # killed before it was noted; who knows how long it took
        return before.over < since and (after is None or after.began > until)

    def _apply(self, event: Happening) -> None:
        student, section = event.student, event.section
        before, after = self._places[student].pop(section, None), AFTER.get(event.kind)
        self._seats[section] += (after in ("enrolled", "offered")) - (before in ("enrolled", "offered"))
        if before == "waitlisted":
            self._line[section].remove(student)
        if after == "waitlisted":
            self._line[section].append(student)
        if event.kind == "seat_offered":
            self._expires[student, section] = datetime.fromisoformat(event.details["expires"])
        if after is not None:
            self._places[student][section] = after
        self._last[student] = event

    def _takes_a_seat(self, event: Happening, before: str | None) -> bool:
        return event.kind in ("enrolled", "seat_offered") and before not in ("enrolled", "offered")


def _next_of_student(events: list[Happening]) -> dict[int, Happening]:
    """For the position of each event the student's next one."""
    own: dict[str, list[Happening]] = defaultdict(list)
    for event in events:
        own[event.student].append(event)
    return {one.position: other for several in own.values() for one, other in pairwise(several)}


def _key(event: Happening) -> Key:
    return event.kind, event.student, event.section, event.at
