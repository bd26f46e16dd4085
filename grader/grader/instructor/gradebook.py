"""The class's gradebook, kept by nbgrader's own classes so that its formgrader and exports open it."""

from __future__ import annotations

import logging
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import event
from sqlalchemy.engine import Engine

from grader.errors import CourseError
from grader.instructor import database_errors
from grader.notebooks import whole
from grader.notebooks.quick import without_servers
from grader.paths import Paths

if TYPE_CHECKING:
    from grader.instructor.class_gradebook import ClassGradebook

# How long a write waits for another program that holds the gradebook.
SECONDS_FOR_OTHERS = 5.0


_REVISION = re.compile(r"^revision = '(\w+)'$.*?^down_revision = (?:'(\w+)'|None)$", re.MULTILINE | re.DOTALL)


def _newest_revision() -> str:
    """The schema's revision that nbgrader writes into a new gradebook: of its scripts, the one that no other
    follows."""
    scripts = resources.files("nbgrader").joinpath("alembic", "versions").iterdir()
    texts = [script.read_text(encoding="utf-8") for script in scripts if script.name.endswith(".py")]
    follows: dict[str, str | None] = {
        found[1]: found[2] for text in texts if (found := _REVISION.search(text))
    }
    (newest,) = follows.keys() - follows.values()
    return newest


@contextmanager
def opened(file: Path, paths: Paths, assignment: str) -> Iterator[ClassGradebook]:
    """The gradebook at `file`, made or brought to the assignment's present cells by nbgrader.

    Raises CourseError when it is no gradebook, or holds submissions of an older version of the assignment.
    """
    with without_servers():
        from nbgrader import api  # type: ignore[import-untyped]

    from grader.instructor import registered
    from grader.instructor.class_gradebook import ClassGradebook

    # nbgrader starts the `alembic` command to learn this word: that takes two seconds and needs a PATH. The
    # library that the command calls takes a fifth of a second to import.
    api.get_alembic_version = _newest_revision
    # nbgrader logs a trace of each error of the database before it raises.
    logging.getLogger("tornado.application").setLevel(logging.CRITICAL)
    file.parent.mkdir(parents=True, exist_ok=True)
    settings = _settings(paths, file, assignment)
    with database_errors.explained(file):
        version = registered.version(settings, paths.solutions / assignment)
        if not file.exists():
            _begin(paths, file, assignment)
        elif not registered.holds(file, assignment, version):
            _register(settings, file, assignment)
        registered.note(file, assignment, version)
        with api.Gradebook(settings.CourseDirectory.db_url, settings.CourseDirectory.course_id) as database:
            yield ClassGradebook(database, assignment)


def _settings(paths: Paths, file: Path, assignment: str) -> Any:
    from traitlets.config.loader import PyFileConfigLoader

    settings = PyFileConfigLoader("nbgrader_config.py", path=str(paths.root)).load_config()
    settings.CourseDirectory.root = str(paths.root)
    # A `?` or `%` of a folder's name would mean something else in an address.
    settings.CourseDirectory.db_url = f"sqlite:///{quote(str(file.absolute()))}?timeout={SECONDS_FOR_OTHERS}"
    settings.CourseDirectory.assignment_id = assignment
    return settings


def _begin(paths: Paths, file: Path, assignment: str) -> None:
    """A new gradebook, written whole: nbgrader's thousand small writes would each wait for the disk."""

    def hurry(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    with tempfile.TemporaryDirectory(prefix="course-gradebook-") as folder:
        fresh = Path(folder, file.name)
        event.listen(Engine, "connect", hurry)
        try:
            _register(_settings(paths, fresh, assignment), file, assignment)
        finally:
            event.remove(Engine, "connect", hurry)
        whole.write_bytes(fresh.read_bytes(), file)


def _register(settings: Any, file: Path, assignment: str) -> None:
    """Let nbgrader write the assignment, its notebooks and cells into the gradebook."""
    from nbgrader.converters import NbGraderException  # type: ignore[import-untyped]
    from nbgrader.coursedir import CourseDirectory  # type: ignore[import-untyped]

    from grader.instructor import registration

    failures = _Failures()
    log = logging.getLogger("course.gradebook")
    log.propagate, log.handlers = False, [failures]
    with tempfile.TemporaryDirectory(prefix="course-gradebook-") as folder:
        settings.CourseDirectory.release_directory = folder
        course = CourseDirectory(config=settings)
        try:
            registration.generator(coursedir=course, config=settings, log=log).start()
        except (NbGraderException, SystemExit) as error:
            for failure in failures.errors:
                cause = failure if isinstance(failure, OSError) else database_errors.behind(failure)
                if cause is not None:
                    raise cause from error
            raise CourseError(
                f"{file} does not accept {assignment} as it is now: its cells or notebooks changed after "
                "submissions were graded.",
                remedy="Grade with a new --out folder, or move the old gradebook away first.",
            ) from error


class _Failures(logging.Handler):
    """Keeps the errors that nbgrader logs and does not raise."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[BaseException] = []

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 (the signature of logging)
        """Note the error that is being handled where the record was made."""
        if (error := sys.exc_info()[1]) is not None:
            self.errors.append(error)
