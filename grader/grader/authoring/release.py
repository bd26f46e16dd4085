"""Makes `exercises/` from `solutions/`, with nbgrader's own converter and the repository's own settings.

The result is byte for byte what `nbgrader generate_assignment` writes from the repository's root; a test
proves it. The work is done in a temporary folder and without a gradebook.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import CourseError
from grader.paths import Paths

if TYPE_CHECKING:
    from traitlets.config import Config

_LEFT_OUT = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", "*.pyc", ".*")


def exercises(paths: Paths) -> dict[Path, bytes]:
    """What `exercises/` should hold, for every assignment in `solutions/`: path below the root → content.

    Raises CourseError when there are no solutions here, or when nbgrader refuses one.
    """
    if not paths.solutions.is_dir():
        raise CourseError(
            f"There is no folder {paths.solutions}: this copy of the course carries no solutions.",
            remedy="Use a clone of the whole repository.",
        )
    files: dict[Path, bytes] = {}
    for folder in sorted({notebook.parent for notebook in paths.solutions.glob("ch*/*.ipynb")}):
        files.update(release(paths, folder.name))
    return files


def release(paths: Paths, assignment: str) -> dict[Path, bytes]:
    """The released files of one assignment: path below the root, such as exercises/ch02/… → content."""
    with tempfile.TemporaryDirectory(prefix="course-release-") as name:
        folder = Path(name)
        target = folder / "solutions" / assignment
        shutil.copytree(paths.solutions / assignment, target, ignore=_LEFT_OUT)
        _generate(_settings(paths, folder), assignment)
        made = folder / "exercises"
        return {
            file.relative_to(folder): file.read_bytes() for file in sorted(made.rglob("*")) if file.is_file()
        }


def _settings(paths: Paths, folder: Path) -> Config:
    """The repository's nbgrader settings, turned to `folder` and freed of the gradebook."""
    from traitlets.config.loader import PyFileConfigLoader

    settings: Config = PyFileConfigLoader("nbgrader_config.py", path=str(paths.root)).load_config()
    settings.CourseDirectory.root = str(folder)
    settings.CourseDirectory.source_directory = "solutions"
    settings.CourseDirectory.release_directory = "exercises"
    settings.GenerateAssignment.no_database = True
    settings.SaveCells.enabled = False
    return settings


def _generate(settings: Config, assignment: str) -> None:
    from nbgrader.converters import GenerateAssignment, NbGraderException  # type: ignore[import-untyped]
    from nbgrader.coursedir import CourseDirectory  # type: ignore[import-untyped]

    quiet = logging.getLogger("course.release")
    quiet.setLevel(logging.CRITICAL)
    settings.CourseDirectory.assignment_id = assignment
    here = Path.cwd()
    try:
        course = CourseDirectory(config=settings)
        GenerateAssignment(coursedir=course, config=settings, log=quiet).start()
    except (NbGraderException, SystemExit) as error:
        raise CourseError(
            f"nbgrader could not release {assignment}: {error}",
            remedy=f"Run `nbgrader generate_assignment {assignment} --force` from the root to see why.",
        ) from error
    finally:
        os.chdir(here)
