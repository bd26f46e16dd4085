"""Which files of the course a learner gets a copy of, and what each copy holds when it is fresh."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.learner import merge, start_page
from grader.learner.fold import fold
from grader.manifest import Course, load
from grader.paths import Paths

START = "start.ipynb"
# Pages that make sense on the site only; work/start.ipynb takes their place.
_SITE_ONLY = {"index", "path", "subject_index"}


@dataclass(frozen=True, slots=True)
class Copy:
    """A file in work/: `name` is its path below work/, `under` its folder in the history."""

    name: str
    under: str
    content: bytes

    @property
    def is_notebook(self) -> bool:
        """Whether its cells can be merged one by one."""
        return self.name.endswith(".ipynb")

    @property
    def notebook(self) -> dict[str, Any]:
        """The fresh notebook."""
        notebook: dict[str, Any] = json.loads(self.content)
        return notebook

    def target(self, paths: Paths) -> Path:
        """The learner's file."""
        return paths.work / self.name

    def base(self, paths: Paths) -> Path:
        """The release that the learner's file was made from."""
        return releases(paths) / self.name


def releases(paths: Paths) -> Path:
    """Where the releases lie that the copies in work/ were made from, each by its copy's name."""
    return paths.work / ".release"


def course_of(paths: Paths) -> Course:
    """The course of this checkout."""
    return load(paths.book / "course.toml")


def copies(paths: Paths) -> list[Copy]:
    """Every copy, in the course's order; raises CourseError for a damaged file of the course."""
    course = course_of(paths)
    found = [Copy(START, "start", _written(start_page.notebook(course)))]
    for lesson in course.lessons():
        page, exercise = paths.book / lesson.page, paths.exercises / lesson.exercise
        if page.is_file():
            found.append(Copy(f"lessons/{lesson.page.as_posix()}", f"{lesson.name}-lesson", _lesson(page)))
        if exercise.is_file():
            found.append(Copy(f"exercises/{lesson.exercise.as_posix()}", lesson.name, fresh(exercise)))
    return found + [
        Copy(f"lessons/{file.relative_to(paths.book).as_posix()}", "companions", file.read_bytes())
        for file in _companions(paths.book)
    ]


def fresh(file: Path) -> bytes:
    """A notebook of the course as a learner gets it: without outputs, in one form."""
    return _written(merge.stripped(_read(file)))


def _lesson(file: Path) -> bytes:
    notebook = merge.stripped(_read(file))
    fold(notebook["cells"])
    return _written(notebook)


def _companions(book: Path) -> Iterator[Path]:
    """What lessons link to beside each other: pictures, the glossary and other plain pages."""
    yield from sorted(file for file in book.glob("*.md") if file.stem not in _SITE_ONLY)
    yield from sorted(file for file in (book / "images").rglob("*") if file.is_file())


def _read(file: Path) -> dict[str, Any]:
    try:
        notebook: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        # Some tools store a source as one string, some as lines: a copy must not look changed for that.
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
            cell["metadata"] = cell.get("metadata", {})
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise CourseError(
            f"The course's own notebook {file} is damaged: {error}.",
            remedy=f"Take it back with: git checkout -- {file}",
        ) from error
    return notebook


def _written(notebook: dict[str, Any]) -> bytes:
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
    return f"{text}\n".encode()
