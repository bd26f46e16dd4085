"""Waitlists, a right one and faulty ones, for tasks that test a test file."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any, ClassVar


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
_KINDS: dict[str, type[Waitlist]] = {
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


METHODS = frozenset({"join", "leave", "next", "__len__"})


class Desk:
    """Keeps waitlists of one kind, right or faulty, for whoever asks by number and method: so nothing about
    them can be found out but what they do."""

    def __init__(self, name: str) -> None:
        """Raises ValueError for an unknown kind."""
        if name not in _KINDS:
            raise ValueError(f"there is no waitlist {name!r}; choose one of {', '.join(_KINDS)}")
        self._kind = type("Waitlist", (_KINDS[name],), {"everybody": []})
        self._kept: dict[int, Waitlist] = {}

    def __call__(self, method: str, number: int, most: int, *args: Any) -> Any:
        """Do what the method does on the waitlist of this number. Its first call makes it, for `most`
        students: each call may wake another process.

        Raises what the waitlist raises, and AttributeError for another method.
        """
        if method not in METHODS:
            raise AttributeError(f"a waitlist has no {method}")
        if number not in self._kept:
            self._kept[number] = self._kind(most)
        return getattr(self._kept[number], method)(*args)


def waitlist_at(desk: Callable[..., Any]) -> type:
    """A class `Waitlist` whose objects do what those of the desk do."""
    numbers = itertools.count()

    class Waitlist:
        """Students who wait for a seat, in the order in which they joined; at most `most` of them."""

        def __init__(self, most: int) -> None:
            self._place = next(numbers), most

        def join(self, student: str) -> Any:
            """The student's place, counted from 1. Raises ValueError when the list is full."""
            return desk("join", *self._place, student)

        def leave(self, student: str) -> Any:
            """Take a student out; whether they waited."""
            return desk("leave", *self._place, student)

        def next(self) -> Any:
            """Take out who has waited longest, and return them; None when nobody waits."""
            return desk("next", *self._place)

        def __len__(self) -> int:
            length: int = desk("__len__", *self._place)
            return length

    Waitlist.__module__, Waitlist.__qualname__ = "waitlist", "Waitlist"
    return Waitlist
