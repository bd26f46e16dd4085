"""Reading the campus's data files."""

from __future__ import annotations

import tomllib
from collections.abc import Container
from dataclasses import dataclass
from importlib.resources import files
from random import Random
from typing import Any

from university.adapters.campus.notation import BadRequirement, parse
from university.domain.catalogue import Course, Department
from university.domain.requirements import courses_in

DATA = files("university.adapters.campus") / "data"


@dataclass(frozen=True, slots=True)
class Room:
    """A room and its seats."""

    name: str
    seats: int


def read_catalogue() -> tuple[tuple[Department, ...], tuple[Course, ...]]:
    """All departments and all courses, each ordered by code."""
    names = sorted(entry.name for entry in (DATA / "departments").iterdir() if entry.name.endswith(".toml"))
    tables = [_read(f"departments/{name}") for name in names]
    departments = tuple(Department(table["code"], table["name"], table["about"]) for table in tables)
    courses = tuple(_course(table["code"], entry) for table in tables for entry in table["courses"])
    _check_references(courses)
    return departments, courses


def read_rooms() -> list[Room]:
    """All rooms, the smallest first."""
    rooms = [
        Room(f"{building['name']} {name}", seats)
        for building in _read("rooms.toml")["buildings"]
        for name, seats in building["rooms"].items()
    ]
    return sorted(rooms, key=lambda room: (room.seats, room.name))


class Names:
    """Draws names of people from everywhere in the world."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._pools = list(_read("names.toml").values())

    def draw(self) -> str:
        """A given and a family name that go together; names may repeat, as they do."""
        pool = self._random.choice(self._pools)
        return f"{self._random.choice(pool['given'])} {self._random.choice(pool['family'])}"

    def draw_other_than(self, taken: Container[str]) -> str:
        """A name that is not among `taken`."""
        while (name := self.draw()) in taken:
            pass
        return name


def _course(department: str, entry: dict[str, Any]) -> Course:
    code = f"{department}-{entry['number']}"
    try:
        prerequisites = parse(entry.get("prerequisites", ""))
    except BadRequirement as error:
        raise BadRequirement(f"{code}: {error}") from error
    return Course(
        code=code,
        title=entry["title"],
        department=department,
        credits=entry["credits"],
        description=entry["description"],
        prerequisites=prerequisites,
        corequisites=frozenset(entry.get("corequisites", ())),
    )


def _check_references(courses: tuple[Course, ...]) -> None:
    known = {course.code for course in courses}
    for course in courses:
        unknown = ({*courses_in(course.prerequisites)} | course.corequisites) - known
        if unknown:
            raise BadRequirement(f"{course.code} requires {', '.join(sorted(unknown))}, which no file has.")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
