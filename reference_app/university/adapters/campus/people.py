"""The students, and what they passed in earlier terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from university.adapters.campus.pools import Names
from university.domain.catalogue import Course, Department
from university.domain.people import Student

STUDENTS = 420
FIRST_NUMBER = 1001
COURSES_A_YEAR = 7


def make_students(
    departments: Sequence[Department], courses: Sequence[Course], seed: int
) -> tuple[Student, ...]:
    """Students of the first to the fourth year, with what they passed: nothing before its prerequisites."""
    random = Random(f"{seed} students")  # noqa: S311 - the same campus every time, no secret
    names = Names(random)
    majors = {department.code: _major(department.code, courses) for department in departments}
    return tuple(
        Student(
            number=f"S-{FIRST_NUMBER + index}",
            name=names.draw(),
            completed=_completed(
                majors[random.choice(departments).code], random.choice((0, 1, 1, 2, 2, 3)), courses, random
            ),
        )
        for index in range(STUDENTS)
    )


@dataclass(frozen=True, slots=True)
class _Major:
    """A department's code, and the codes of the departments on which its courses build."""

    code: str
    needed: frozenset[str]


def _major(code: str, courses: Sequence[Course]) -> _Major:
    own = (course for course in courses if course.department == code)
    return _Major(code, frozenset(needed.split("-")[0] for course in own for needed in course.prerequisites))


def _completed(major: _Major, years: int, courses: Sequence[Course], random: Random) -> frozenset[str]:
    """What `years` years leave behind: mostly courses of the major, and what those need."""
    done: set[str] = set()
    for _ in range(years * COURSES_A_YEAR):
        ready = [c for c in courses if c.code not in done and c.prerequisites <= done]
        wanted = [c for c in ready if c.department == major.code] or [
            c for c in ready if c.department in major.needed
        ]
        done.add(random.choice(wanted if wanted and random.random() < 0.7 else ready).code)
    return frozenset(done)
