"""Waitlists, a right one and faulty ones, for tasks that test a test file."""

from __future__ import annotations

from typing import ClassVar


class Waitlist:
    """Students who wait for a seat, in the order in which they joined; at most `most` of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: list[str] = []

    def join(self, student: str) -> int:
        """The student's place, counted from 1: the last one, or for who waits already the place they have.

        Raises ValueError, and changes nothing, when `most` others wait.
        """
        if student not in self._waiting:
            if len(self._waiting) >= self._most:
                raise ValueError("the waitlist is full")
            self._waiting.append(student)
        return self._waiting.index(student) + 1

    def leave(self, student: str) -> bool:
        """Take a student out; whether they waited."""
        waited = student in self._waiting
        if waited:
            self._waiting.remove(student)
        return waited

    def next(self) -> str | None:
        """Take out who has waited longest, and return them; None when nobody waits."""
        return self._waiting.pop(0) if self._waiting else None

    def __len__(self) -> int:
        return len(self._waiting)


class _LastFirst(Waitlist):
    def next(self) -> str | None:
        return self._waiting.pop() if self._waiting else None


class _JoinsTwice(Waitlist):
    def join(self, student: str) -> int:
        if len(self._waiting) >= self._most:
            raise ValueError("the waitlist is full")
        self._waiting.append(student)
        return len(self._waiting)


class _FullForAll(Waitlist):
    def join(self, student: str) -> int:
        if len(self._waiting) >= self._most:
            raise ValueError("the waitlist is full")
        return super().join(student)


class _OneTooMany(Waitlist):
    def __init__(self, most: int) -> None:
        super().__init__(most + 1)


class _Shared(Waitlist):
    everybody: ClassVar[list[str]]

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._waiting = self.everybody


class _FromZero(Waitlist):
    def join(self, student: str) -> int:
        return super().join(student) - 1


class _NobodyRaises(Waitlist):
    def next(self) -> str | None:
        return self._waiting.pop(0)


class _AlwaysLeft(Waitlist):
    def leave(self, student: str) -> bool:
        super().leave(student)
        return True


class _RefusesLate(Waitlist):
    def join(self, student: str) -> int:
        if student not in self._waiting:
            self._waiting.append(student)
        if len(self._waiting) > self._most:
            raise ValueError("the waitlist is full")
        return self._waiting.index(student) + 1


class _OnlyLooks(Waitlist):
    def next(self) -> str | None:
        return self._waiting[0] if self._waiting else None


class _PlacesAsText(Waitlist):
    """The tenth place, as text, comes before the second."""

    def next(self) -> str | None:
        if not self._waiting:
            return None
        places = {str(place): student for place, student in enumerate(self._waiting, 1)}
        first = places[min(places)] if len(places) < 10 else places["10"]
        self._waiting.remove(first)
        return first


RIGHT = "right"
KINDS: dict[str, type[Waitlist]] = {
    RIGHT: Waitlist,
    "last in, first out": _LastFirst,
    "joins twice": _JoinsTwice,
    "full for all": _FullForAll,
    "one too many": _OneTooMany,
    "shared": _Shared,
    "counts from zero": _FromZero,
    "nobody raises": _NobodyRaises,
    "always left": _AlwaysLeft,
    "refuses too late": _RefusesLate,
    "only looks": _OnlyLooks,
    "places as text": _PlacesAsText,
}
