"""`book/path.md`: the whole path of the course, with what is written and what is to come.

Chapters and sections come from book/course.toml; minutes and what a lesson adds come from the opening box of
each written lesson, and the minutes of exercises from their statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.book import facts
from grader.book.toc import NUMERALS
from grader.manifest import Chapter, Course, Lesson, load
from grader.paths import Paths

SHORTEST, LONGEST = 30, 45
"""Minutes that a lesson takes at least and at most, as the course plans them."""

_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


@dataclass(frozen=True, slots=True)
class Row:
    """One lesson; minutes and `adds` only where it is written."""

    lesson: Lesson
    adds: str = ""
    reading: int = 0
    exercises: int = 0


def text(paths: Paths) -> str:
    """What `book/path.md` must hold; raises CourseError when a written lesson has no facts."""
    course = load(paths.book / "course.toml")
    rows = {lesson.name: _row(lesson, paths) for lesson in course.lessons(written=False)}
    return "\n".join([*_opening(rows.values()), *_parts(course, rows), *_closing()]) + "\n"


def _row(lesson: Lesson, paths: Paths) -> Row:
    if not lesson.written:
        return Row(lesson)
    found = facts.read(paths.book / lesson.page)
    return Row(
        lesson,
        _LINK.sub(r"\1", found.adds),
        found.minutes,
        facts.task_minutes(paths.exercises / lesson.exercise),
    )


def _opening(rows: Iterable[Row]) -> Iterator[str]:
    every = list(rows)
    core = [row for row in every if row.lesson.core]
    yield "<!-- Derived from book/course.toml and the lessons' opening boxes by `course derive path`. -->"
    yield "# The path of the course\n"
    yield (
        "Ten chapters and a capstone take one program, the web application of Aldermoor University, from "
        "pure Python rules to services in production. Each lesson adds a part of it.\n"
    )
    yield f"- **The whole course** has {_hours(every)}"
    yield f"- **The core track** has {_hours(core)} It is meant for twelve weeks; its lessons carry a ★."
    yield "\nExercises come on top of these hours; their minutes stand beside each written lesson.\n"


def _hours(rows: list[Row]) -> str:
    """How long these lessons take: what is written is counted, what is to come is estimated."""
    written = [row for row in rows if row.lesson.written]
    minutes = sum(row.reading for row in written)
    coming = len(rows) - len(written)
    least, most = ((minutes + coming * each) // 60 for each in (SHORTEST, LONGEST))
    return (
        f"{len(rows)} lessons. Written: {len(written)}, {minutes} minutes. To come: {coming}, planned for "
        f"{SHORTEST} to {LONGEST} minutes each. Together {least} to {most} hours."
    )


def _parts(course: Course, rows: dict[str, Row]) -> Iterator[str]:
    for numeral, part in zip(NUMERALS, course.parts, strict=False):
        yield f"## Part {numeral} · {part.title}\n"
        for chapter in part.chapters:
            yield from _chapter(chapter, [rows[lesson.name] for lesson in chapter.lessons])


def _chapter(chapter: Chapter, rows: list[Row]) -> Iterator[str]:
    yield f"### Chapter {chapter.number} · {chapter.title}\n"
    yield f"Adds to the app: {chapter.app}.\n"
    for row in rows:
        first, *others = _lines(row)
        yield f"- {first}\n"
        yield from (f"  {line}\n" for line in others)


def _lines(row: Row) -> tuple[str, ...]:
    """A lesson's name, its minutes, and what it adds; paragraphs, which a phone shows below each other."""
    lesson = row.lesson
    name = f"{lesson.name} {lesson.title}"
    star = " ★" if lesson.core else ""
    if not lesson.written:
        return f"{name}{star}", "to come"
    minutes = f"{row.reading} minutes"
    if row.exercises:
        minutes += f", exercises {row.exercises}"
    return f"[{name}]({lesson.page.as_posix()}){star}", minutes, f"Adds {row.adds}"


def _closing() -> Iterator[str]:
    yield "## Capstone · Registration day\n"
    yield (
        "To come: the app that a learner has built beside the lessons meets the acceptance suite, a load "
        "test, and an attack suite."
    )
