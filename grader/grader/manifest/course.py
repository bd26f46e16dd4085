"""Chapters, lessons and tasks, read from book/course.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader.errors import CourseError

_NAME = re.compile(r"(?P<chapter>\d+)(?:\.(?P<section>\d+[a-z]?)(?:\.(?P<task>\d+))?)?\Z")


@dataclass(frozen=True, slots=True)
class Task:
    """One exercise: `slug` is the grade id of its solution cell and its folder in the bank."""

    number: int
    slug: str
    title: str
    lesson: str
    slot: str | None = None
    part: str | None = None

    @property
    def name(self) -> str:
        """How a learner calls it, such as `2.3.1`."""
        return f"{self.lesson}.{self.number}"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One notebook of the book with its exercise notebook; `section` may carry a letter, as in `8b`."""

    chapter: int
    folder: str
    section: str
    slug: str
    title: str
    core: bool
    written: bool
    tasks: tuple[Task, ...]

    @property
    def name(self) -> str:
        """How a learner calls it, such as `2.3` or `1.8b`."""
        return f"{self.chapter}.{self.section}"

    @property
    def notebook(self) -> str:
        """nbgrader's notebook name, such as `03_routing`."""
        digits = self.section.rstrip("abcdefghijklmnopqrstuvwxyz")
        return f"{int(digits):02}{self.section[len(digits) :]}_{self.slug}"

    @property
    def assignment(self) -> str:
        """nbgrader's assignment, such as `ch02`."""
        return f"ch{self.chapter:02}"

    @property
    def exercise(self) -> Path:
        """The notebook's path below solutions/, exercises/ or work/exercises/."""
        return Path(self.assignment, f"{self.notebook}.ipynb")

    @property
    def page(self) -> Path:
        """The lesson's path below book/ or work/lessons/."""
        return Path(self.folder, f"{self.notebook}.ipynb")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, the app's modules that it builds (longest prefix wins), and what its milestone is called."""

    number: int
    slug: str
    title: str
    app: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    milestone: str | None
    lessons: tuple[Lesson, ...]

    @property
    def folder(self) -> str:
        """The chapter's folder below book/, such as `ch02_flask`."""
        return f"ch{self.number:02}_{self.slug}"

    @property
    def assignment(self) -> str:
        """nbgrader's assignment, such as `ch02`."""
        return f"ch{self.number:02}"


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters under one heading."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The whole course."""

    title: str
    university: str
    parts: tuple[Part, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in order."""
        return tuple(chapter for part in self.parts for chapter in part.chapters)

    def lessons(self, *, written: bool = True) -> Iterator[Lesson]:
        """The lessons in order; with `written=False` also those still to come."""
        for chapter in self.chapters:
            yield from (lesson for lesson in chapter.lessons if lesson.written or not written)

    def assignment(self, name: str) -> tuple[Lesson, ...]:
        """The written lessons of an assignment such as `ch02`; raises CourseError for an unknown one."""
        known = {lesson.assignment: () for lesson in self.lessons()}
        if name not in known:
            raise CourseError(
                f"There is no assignment {name!r}.",
                remedy=f"Choose one of: {', '.join(known) or 'none yet'}.",
            )
        return tuple(lesson for lesson in self.lessons() if lesson.assignment == name)

    def find(self, name: str) -> tuple[Lesson, ...]:
        """The written lessons that `2`, `2.3`, `1.8`, `1.8b` or a task's name stands for.

        Raises CourseError when nothing is called so.
        """
        match = _NAME.match(name)
        if match is not None:
            found = tuple(lesson for lesson in self.lessons() if _stands_for(match, lesson))
            if found:
                return found
        known = ", ".join(lesson.name for lesson in self.lessons())
        raise CourseError(f"There is no lesson {name!r} yet.", remedy=f"Choose one of: {known}.")

    def task(self, name: str) -> Task:
        """The task called `2.3.1`; raises CourseError when there is none."""
        for lesson in self.lessons():
            for task in lesson.tasks:
                if task.name == name:
                    return task
        known = ", ".join(task.name for lesson in self.lessons() for task in lesson.tasks)
        raise CourseError(f"There is no task {name!r}.", remedy=f"Choose one of: {known}.")


def _stands_for(match: re.Match[str], lesson: Lesson) -> bool:
    if int(match["chapter"]) != lesson.chapter:
        return False
    wanted = match["section"]
    whole_section = lesson.section.rstrip("abcdefghijklmnopqrstuvwxyz")
    return wanted is None or wanted in (lesson.section, whole_section)


@lru_cache(maxsize=4)
def load(file: Path) -> Course:
    """Read the manifest; raises CourseError when it is not one."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        return Course(data["title"], data["university"], tuple(map(_part, data["part"])))
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise CourseError(
            f"{file} cannot be read as the course's manifest: {error!r}.",
            remedy="Restore it with: git checkout -- book/course.toml",
        ) from error


def _part(data: dict[str, Any]) -> Part:
    return Part(data["title"], tuple(map(_chapter, data["chapter"])))


def _chapter(data: dict[str, Any]) -> Chapter:
    number, folder = data["number"], f"ch{data['number']:02}_{data['slug']}"
    return Chapter(
        number,
        data["slug"],
        data["title"],
        data["app"],
        tuple(data.get("modules", ())),
        tuple(data.get("tests", ())),
        data.get("milestone"),
        tuple(_lesson(number, folder, lesson) for lesson in data["lesson"]),
    )


def _lesson(chapter: int, folder: str, data: dict[str, Any]) -> Lesson:
    name = f"{chapter}.{data['section']}"
    tasks = tuple(
        Task(number, lesson=name, **task) for number, task in enumerate(data.get("tasks", ()), start=1)
    )
    return Lesson(
        chapter,
        folder,
        data["section"],
        data["slug"],
        data["title"],
        data.get("core", False),
        data.get("written", False),
        tasks,
    )
