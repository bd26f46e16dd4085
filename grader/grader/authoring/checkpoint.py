"""The app as it stands at the end of a chapter: the final code minus the modules of later chapters."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

from grader.errors import CourseError
from grader.manifest import Course
from grader.paths import Paths


def chapter_of(name: str, owners: dict[str, int]) -> int | None:
    """The chapter that builds `name`, by the longest listed prefix; None when nothing lists it."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        chapter = owners.get(".".join(parts[:length]))
        if chapter is not None:
            return chapter
    return None


def module_owners(course: Course) -> dict[str, int]:
    """Which chapter builds which module, as book/course.toml lists it."""
    return {module: chapter.number for chapter in course.chapters for module in chapter.modules}


def test_owners(course: Course) -> dict[str, int]:
    """Which chapter brings which test file or folder of reference_app/tests."""
    return {test: chapter.number for chapter in course.chapters for test in chapter.tests}


def app_files(paths: Paths) -> Iterator[tuple[Path, str]]:
    """Every file of the app with the module it belongs to; data belongs to the package around it."""
    for relative in _files(paths, "university"):
        is_module = relative.suffix == ".py" and relative.name != "__init__.py"
        yield relative, ".".join((relative.with_suffix("") if is_module else relative.parent).parts)


def test_files(paths: Paths) -> Iterator[tuple[Path, str]]:
    """Every file of the app's tests with the name that book/course.toml may list."""
    for relative in _files(paths, "tests"):
        yield relative, ".".join(relative.with_suffix("").parts[1:])


def _files(paths: Paths, folder: str) -> Iterator[Path]:
    """The files of a folder of the app, without what Python compiled, relative to reference_app."""
    source = paths.root / "reference_app"
    for file in sorted((source / folder).rglob("*")):
        if not file.is_dir() and "__pycache__" not in file.parts:
            yield file.relative_to(source)


def write(paths: Paths, course: Course, chapter: int, target: Path) -> list[Path]:
    """Copy the app and its tests as of `chapter` into `target`, which must be new or empty.

    Returns the files, relative to `target`. Raises CourseError for an unknown chapter or a full folder.
    """
    with_app = [one.number for one in course.chapters if one.modules]
    if chapter not in with_app:
        raise CourseError(
            f"Chapter {chapter} builds no part of the app yet.",
            remedy=f"Choose one of: {', '.join(map(str, with_app))}.",
        )
    if target.exists() and any(target.iterdir()):
        raise CourseError(f"{target} is not empty.", remedy="Name a new folder; nothing there was changed.")
    copied = []
    for owners, files in (
        (module_owners(course), app_files(paths)),
        (test_owners(course), test_files(paths)),
    ):
        for relative, name in files:
            owner = chapter_of(name, owners)
            if owner is not None and owner <= chapter:
                (target / relative).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(paths.root / "reference_app" / relative, target / relative)
                copied.append(relative)
    return copied


def imports(file: Path) -> set[str]:
    """The names of the app's modules that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name.split(".")[0] == "university"}
