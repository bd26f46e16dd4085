"""The app at the end of each chapter starts and passes its tests, with later chapters' modules absent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader import paths
from grader.authoring import checkpoint
from grader.errors import CourseError
from grader.manifest import load

COURSE_PATHS = paths.find()
COURSE = load(COURSE_PATHS.book / "course.toml")
CHAPTERS = [chapter.number for chapter in COURSE.chapters if chapter.modules]
FIRST_COMMAND = {1: "courses"}
"""What the app can do at the end of the first chapters; from the second on it serves."""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Whether a chapter's modules suffice does not depend on servers: the app's own tests run on those.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("UNIVERSITY_TEST_")
    }
    environment |= {"CI": "false", "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=900
    )


def test_every_module_and_test_has_a_chapter():
    modules = {name for _, name in checkpoint.app_files(COURSE_PATHS)}
    owners = checkpoint.module_owners(COURSE)
    assert modules
    assert [name for name in modules if checkpoint.chapter_of(name, owners) is None] == []
    tests = {name for _, name in checkpoint.test_files(COURSE_PATHS)}
    test_owners = checkpoint.test_owners(COURSE)
    assert tests
    assert [name for name in tests if checkpoint.chapter_of(name, test_owners) is None] == []


def test_every_listed_module_exists():
    modules = {name for _, name in checkpoint.app_files(COURSE_PATHS)}
    listed = checkpoint.module_owners(COURSE)
    missing = [
        name for name in listed if not any(one == name or one.startswith(f"{name}.") for one in modules)
    ]
    assert missing == []


def test_no_module_imports_from_a_later_chapter():
    owners = checkpoint.module_owners(COURSE)
    modules = {name for _, name in checkpoint.app_files(COURSE_PATHS)}
    offences = []
    for relative, name in checkpoint.app_files(COURSE_PATHS):
        if relative.suffix != ".py":
            continue
        mine = checkpoint.chapter_of(name, owners)
        imported = checkpoint.imports(COURSE_PATHS.root / "reference_app" / relative) & modules
        offences += [
            f"{name} imports {other}" for other in imported if checkpoint.chapter_of(other, owners) > mine
        ]
    assert offences == []


def _is_test(file: Path) -> bool:
    return file.name.startswith("test_") and file.suffix == ".py"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_checkpoint_starts_and_passes_its_tests(chapter, tmp_path):
    copied = checkpoint.write(COURSE_PATHS, COURSE, chapter, tmp_path / "app")
    owners = checkpoint.module_owners(COURSE)
    later = [name for name, owner in owners.items() if owner > chapter]
    assert not [file for file in copied for name in later if ".".join(file.with_suffix("").parts) == name]

    started = run(tmp_path / "app", "-m", "university", FIRST_COMMAND.get(chapter, "serve"), "--help")
    assert started.returncode == 0, started.stderr

    # An earlier chapter's own tests pass at its own checkpoint, and once more beside the whole app.
    owners = checkpoint.test_owners(COURSE)
    tests = [
        relative
        for relative, name in checkpoint.test_files(COURSE_PATHS)
        if _is_test(relative)
        and (
            checkpoint.chapter_of(name, owners) == chapter
            or (relative in copied and "acceptance" in relative.parts)
        )
    ]
    tested = run(
        tmp_path / "app",
        "-m",
        "pytest",
        "-q",
        "-W",
        "error",
        "-p",
        "no:cacheprovider",
        "-x",
        *map(str, tests),
    )
    assert tested.returncode == 0, tested.stdout[-3000:] + tested.stderr[-2000:]


def test_unknown_chapter_and_full_folder_are_refused(tmp_path):
    with pytest.raises(CourseError, match="builds no part"):
        checkpoint.write(COURSE_PATHS, COURSE, 99, tmp_path / "app")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CourseError, match="not empty"):
        checkpoint.write(COURSE_PATHS, COURSE, CHAPTERS[0], tmp_path)
    assert (tmp_path / "file").read_text() == "mine"
