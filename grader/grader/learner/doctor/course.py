"""The learner's notebooks, record and database, and the worker that checks exercises."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from grader.errors import CourseError
from grader.learner import progress, saved
from grader.learner.copies import course_of
from grader.learner.doctor.finding import Finding
from grader.paths import Paths


def notebooks(paths: Paths) -> Iterator[Finding]:
    """Whether every notebook in work/ can be read."""
    from grader.notebooks import files  # nbformat: the environment is looked at before it is imported

    found = sorted(
        file
        for file in paths.work.rglob("*.ipynb")
        if not any(part.startswith(".") for part in file.relative_to(paths.work).parts)
    )
    if not found:
        yield Finding(False, "work/ has no notebooks yet.", "Run: course update --no-pull")
        return
    broken = 0
    for file in found:
        try:
            files.read(file)
        except CourseError as error:
            broken += 1
            message = error.message.replace(str(file), saved.shown(paths, file))
            yield Finding(False, message, _mend(paths, file, error))
    if not broken:
        yield Finding(True, f"All {len(found)} notebooks in work/ can be read.")


def _mend(paths: Paths, file: Path, error: CourseError) -> str:
    from grader.notebooks import files

    if not isinstance(error, files.Damaged):
        return error.remedy
    for lesson in course_of(paths).lessons():
        if file == paths.work / "exercises" / lesson.exercise:
            return saved.mend(paths, lesson)
    return f"Remove {saved.shown(paths, file)}, then run: course update --no-pull"


def record(paths: Paths) -> Iterator[Finding]:
    """Whether the progress can be read."""
    try:
        tried = len(progress.load(paths))
    except CourseError as error:
        yield Finding(False, error.message, error.remedy)
    else:
        yield Finding(True, f"Your progress can be read ({tried} tasks tried).")


def worker(paths: Paths) -> Iterator[Finding]:
    """Whether the warm worker starts and runs a cell."""
    from grader.worker import Limits, Source, Worker

    try:
        with Worker.shared(paths) as warm:
            run = warm.run([Source(0, "6 * 7")], folder=paths.work, limits=Limits())
    except (CourseError, OSError) as error:
        message = error.message if isinstance(error, CourseError) else str(error)
        remedy = error.remedy if isinstance(error, CourseError) else "Run the command again."
        yield Finding(False, message, remedy)
        return
    works = [cell.outcome for cell in run.cells] == ["ok"]
    broken = "The worker that checks exercises runs no cell."
    yield Finding(works, "The worker that checks exercises runs." if works else broken, "Run: make setup")


def database(paths: Paths) -> Iterator[Finding]:
    """Whether the app's database, if there is one yet, is whole."""
    file = paths.database
    if not file.exists():
        yield Finding(True, "The app's database is made when the app first runs.")
        return
    mend = f"Remove {file} (the app makes a new one); your answers are not in it."
    try:
        answer = _quick_check(file)
    except sqlite3.Error as error:
        yield Finding(False, f"The app's database cannot be opened: {error}.", mend)
    else:
        whole = answer == "ok"
        yield Finding(
            whole, "The app's database is whole." if whole else "The app's database is damaged.", mend
        )


def _quick_check(file: Path) -> str:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
