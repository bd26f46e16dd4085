"""What a learner has done so far: `work/.progress.json`, written by `course check` and `course solution`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.manifest import Course, Lesson
from grader.paths import Paths

_ALL_DONE = "Every lesson that exists is done. `course update` fetches new ones."


@dataclass(frozen=True, slots=True)
class Standing:
    """One task: best points so far, tries (a stub as given is none), first pass and surrender (UTC)."""

    best: float = 0.0
    max_score: float = 0.0
    tries: int = 0
    failed_in_a_row: int = 0
    passed_at: str | None = None
    surrendered_at: str | None = None

    @property
    def passed(self) -> bool:
        """Whether every test that runs here has passed once."""
        return self.passed_at is not None


def key(lesson: Lesson, slug: str) -> str:
    """A task's name in the file: its number may change when a task is put before it, this does not."""
    return f"{lesson.assignment}/{lesson.notebook}/{slug}"


def load(paths: Paths) -> dict[str, Standing]:
    """Every task that was tried; raises CourseError when the file is damaged."""
    file = _file(paths)
    try:
        tasks = json.loads(file.read_text(encoding="utf-8"))["tasks"]
        known = {field.name for field in fields(Standing)}
        return {
            name: Standing(**{key: value for key, value in task.items() if key in known})
            for name, task in tasks.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(
            f"{file} cannot be read: {error}.",
            remedy="Your answers are safe. Rename or remove this file and check your lessons again.",
        ) from error


def record(paths: Paths, tasks: Mapping[str, tuple[float, float, bool]]) -> dict[str, Standing]:
    """Add one try for each task: points, most points, passed; returns where they stand now.

    Raises CourseError when the file is damaged or cannot be written.
    """
    with _locked(paths):
        standings = load(paths)
        for name, (score, max_score, passed) in tasks.items():
            standings[name] = _tried(standings.get(name, Standing()), score, max_score, passed)
        _save(paths, standings)
    return standings


def surrender(paths: Paths, name: str) -> None:
    """Write down that the learner asked for the solution before passing."""
    with _locked(paths):
        standings = load(paths)
        old = standings.get(name, Standing())
        standings[name] = replace(old, surrendered_at=old.surrendered_at or _now())
        _save(paths, standings)


def _tried(old: Standing, score: float, max_score: float, passed: bool) -> Standing:
    return replace(
        old,
        best=min(max(old.best, score), max_score),
        max_score=max_score,
        tries=old.tries + 1,
        failed_in_a_row=0 if passed else old.failed_in_a_row + 1,
        passed_at=old.passed_at or (_now() if passed else None),
    )


def _file(paths: Paths) -> Path:
    return paths.work / ".progress.json"


def _save(paths: Paths, standings: Mapping[str, Standing]) -> None:
    from grader.notebooks.whole import write_bytes

    tasks: dict[str, Any] = {name: asdict(standing) for name, standing in sorted(standings.items())}
    text = json.dumps({"version": 1, "tasks": tasks}, indent=1)
    write_bytes(f"{text}\n".encode(), _file(paths))


@contextmanager
def _locked(paths: Paths) -> Iterator[None]:
    """Two checks at once (two terminals) must not lose each other's record."""
    try:
        import fcntl
    except ImportError:  # Windows: the file is still written whole, only a simultaneous record could be lost
        yield
        return
    paths.work.mkdir(parents=True, exist_ok=True)
    with (paths.work / ".progress.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Row:
    """Where a learner stands in one written lesson; `minutes` is None where the lesson does not say."""

    lesson: Lesson
    passed: int
    tried: int
    points: float
    max_points: float
    minutes: int | None

    @property
    def done(self) -> bool:
        """Whether all its tasks are passed."""
        return bool(self.lesson.tasks) and self.passed == len(self.lesson.tasks)

    @property
    def minutes_left(self) -> int | None:
        """The minutes in proportion to the tasks that are open; None where the lesson does not say."""
        if self.minutes is None or not self.lesson.tasks:
            return self.minutes
        return round(self.minutes * (1 - self.passed / len(self.lesson.tasks)))

    @property
    def state(self) -> str:
        """In words: done, begun or not begun."""
        return "done" if self.done else "begun" if self.tried else "not begun"


def rows(paths: Paths, course: Course) -> list[Row]:
    """One row a written lesson, in the course's order."""
    standings = load(paths)
    return [_row(paths, lesson, standings) for lesson in course.lessons()]


def _row(paths: Paths, lesson: Lesson, standings: Mapping[str, Standing]) -> Row:
    from grader.learner import facts

    found = [standings.get(key(lesson, task.slug), Standing()) for task in lesson.tasks]
    points = facts.points(paths, lesson)
    return Row(
        lesson,
        passed=sum(standing.passed for standing in found),
        tried=sum(standing.tries > 0 for standing in found),
        points=sum(min(s.best, points.get(t.slug, s.best)) for s, t in zip(found, lesson.tasks, strict=True)),
        max_points=sum(points.get(task.slug, 0.0) for task in lesson.tasks),
        minutes=facts.minutes(paths, lesson),
    )


def next_step(rows: list[Row]) -> str:
    """One sentence: what to do now."""
    open_rows = [row for row in rows if not row.done and row.lesson.tasks]
    begun = next((row for row in open_rows if row.tried), None)
    following = (
        begun or next((row for row in open_rows if row.lesson.core), None) or next(iter(open_rows), None)
    )
    if following is None:
        return _ALL_DONE
    name = following.lesson.name
    if begun is not None:
        return f"Go on with the exercises of {name}; `course check {name}` says what is missing."
    return f"Read lesson {name}, {following.lesson.title}, then do its exercises."


def after(course: Course, done: Lesson, standings: Mapping[str, Standing]) -> str:
    """One sentence: which lesson comes after one whose tasks have all passed."""
    lessons = list(course.lessons())
    place = lessons.index(done) + 1
    for lesson in [*lessons[place:], *lessons[:place]]:
        found = [standings.get(key(lesson, task.slug), Standing()) for task in lesson.tasks]
        if not all(standing.passed for standing in found):
            return f"The next lesson: {lesson.name}, {lesson.title}."
    return _ALL_DONE
