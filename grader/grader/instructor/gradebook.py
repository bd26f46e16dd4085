"""The class's gradebook, kept by nbgrader's own classes so that its formgrader and exports open it."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.errors import CourseError
from grader.instructor import database_errors
from grader.instructor.papers import Paper
from grader.instructor.records import UNMARKED, Mark, Marks
from grader.instructor.submissions import Submission
from grader.paths import Paths

# How long a write waits for another program that holds the gradebook.
SECONDS_FOR_OTHERS = 5.0


class ClassGradebook:
    """One gradebook file, for one assignment; it has one writer, the process that grades."""

    def __init__(self, database: Any, assignment: str) -> None:
        self._database = database
        self._assignment = assignment

    def has(self, student: str) -> bool:
        """Whether the student's submission is in the gradebook."""
        from nbgrader.api import MissingEntry  # type: ignore[import-untyped]

        try:
            self._database.find_submission(self._assignment, student)
        except MissingEntry:
            return False
        return True

    def marks(self) -> dict[str, Marks]:
        """What people gave by hand, by student; a regrade keeps it."""
        from nbgrader.api import Comment, Grade

        by_hand = Grade.manual_score.isnot(None) | Grade.extra_credit.isnot(None)
        marks: dict[str, dict[tuple[str, str], Mark]] = {}
        for grade in self._database.db.query(Grade).filter(by_hand):
            if grade.assignment.name == self._assignment:
                mark = Mark(grade.manual_score, grade.extra_credit or 0.0)
                marks.setdefault(grade.student.id, {})[grade.notebook.name, grade.name] = mark
        for comment in self._database.db.query(Comment).filter(Comment.manual_comment.isnot(None)):
            if comment.assignment.name == self._assignment:
                given = marks.setdefault(comment.student.id, {})
                where = comment.notebook.name, comment.name
                given[where] = replace(given.get(where, UNMARKED), comment=comment.manual_comment)
        return dict(marks)

    def waiting(self) -> int:
        """How many answers a person has yet to look at."""
        from nbgrader.api import Grade

        undecided = self._database.db.query(Grade).filter(Grade.needs_manual_grade)
        return sum(1 for grade in undecided if grade.assignment.name == self._assignment)

    def store(self, submission: Submission, papers: Sequence[Paper], *, changed: bool) -> None:
        """Write one student's scores; marks given by hand stay, for review when the work `changed`."""
        student = submission.student
        self._database.update_or_create_student(student)
        handed_in = {"timestamp": when} if (when := _timestamp(submission)) else {}
        # nbgrader links new rows before it adds them; flushing in between, SQLAlchemy warns of each.
        with self._database.db.no_autoflush:
            self._database.update_or_create_submission(self._assignment, student, **handed_in)
        for paper in papers:
            untouched = self._untouched(paper)
            for name, (score, needs_person) in _scores(paper, untouched).items():
                grade = self._database.find_grade(name, paper.name, self._assignment, student)
                grade.auto_score = score
                to_review = changed and paper.verdict is not None
                grade.needs_manual_grade = needs_person if grade.manual_score is None else to_review
            for name, is_untouched in untouched.items():
                comment = self._database.find_comment(name, paper.name, self._assignment, student)
                comment.auto_comment = "No response." if is_untouched else None
        self._database.db.commit()

    def _untouched(self, paper: Paper) -> dict[str, bool]:
        """Whether each answer, by its cell, is still the stub that was released."""
        from nbgrader.utils import compute_checksum, is_solution  # type: ignore[import-untyped]

        answers = [cell for cell in paper.notebook.cells if is_solution(cell)] if paper.notebook else []
        named = {cell.metadata.nbgrader.grade_id: cell for cell in answers}
        stubs = {
            name: self._database.find_source_cell(name, paper.name, self._assignment).checksum
            for name in named
        }
        return {name: compute_checksum(cell) == stubs[name] for name, cell in named.items()}


def _newest_revision() -> str:
    """The schema's revision that nbgrader writes into a new gradebook."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import _temp_alembic_ini  # type: ignore[import-untyped]

    with _temp_alembic_ini("sqlite://") as ini:
        return str(ScriptDirectory.from_config(Config(ini)).get_current_head())


@contextmanager
def opened(file: Path, paths: Paths, assignment: str) -> Iterator[ClassGradebook]:
    """The gradebook at `file`, made or brought to the assignment's present cells by nbgrader.

    Raises CourseError when it is no gradebook, or holds submissions of an older version of the assignment.
    """
    from nbgrader import api  # type: ignore[import-untyped]

    # nbgrader starts the `alembic` command to learn this word: that takes two seconds and needs a PATH.
    api.get_alembic_version = _newest_revision
    # nbgrader logs a trace of each error of the database before it raises.
    logging.getLogger("tornado.application").setLevel(logging.CRITICAL)
    file.parent.mkdir(parents=True, exist_ok=True)
    settings = _settings(paths, file, assignment)
    with database_errors.explained(file):
        _register(settings, file, assignment)
        with api.Gradebook(settings.CourseDirectory.db_url, settings.CourseDirectory.course_id) as database:
            yield ClassGradebook(database, assignment)


def _settings(paths: Paths, file: Path, assignment: str) -> Any:
    from traitlets.config.loader import PyFileConfigLoader

    settings = PyFileConfigLoader("nbgrader_config.py", path=str(paths.root)).load_config()
    settings.CourseDirectory.root = str(paths.root)
    settings.CourseDirectory.db_url = f"sqlite:///{file.absolute()}?timeout={SECONDS_FOR_OTHERS}"
    settings.CourseDirectory.assignment_id = assignment
    return settings


def _register(settings: Any, file: Path, assignment: str) -> None:
    """Let nbgrader write the assignment, its notebooks and cells into the gradebook."""
    from nbgrader.converters import GenerateAssignment, NbGraderException  # type: ignore[import-untyped]
    from nbgrader.coursedir import CourseDirectory  # type: ignore[import-untyped]

    failures = _Failures()
    log = logging.getLogger("course.gradebook")
    log.propagate, log.handlers = False, [failures]
    with tempfile.TemporaryDirectory(prefix="course-gradebook-") as folder:
        settings.CourseDirectory.release_directory = folder
        course = CourseDirectory(config=settings)
        try:
            GenerateAssignment(coursedir=course, config=settings, log=log).start()
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


def _scores(paper: Paper, untouched: Mapping[str, bool]) -> dict[str, tuple[float | None, bool]]:
    """By cell: the grader's points, None where only a person can tell; and whether a person must look.

    As in nbgrader, an untouched answer earns nothing and needs nobody.
    """
    if paper.verdict is None:
        return {cell.grade_id: (0.0, False) for cell in paper.graded_cells if cell.grade_id}
    by_hand = [cell.id for cell in paper.verdict.cells if cell.outcome == "manual" and not untouched[cell.id]]
    return {
        cell.id: (None, True) if cell.id in by_hand else (cell.score, False) for cell in paper.verdict.cells
    }


def _timestamp(submission: Submission) -> str | None:
    """What nbgrader's collector noted as the time of handing in; None when it noted nothing readable."""
    from nbgrader.utils import parse_utc

    try:
        text = (submission.folder / "timestamp.txt").read_text(encoding="utf-8").strip()
        parse_utc(text)
    except (OSError, ValueError, OverflowError):
        return None
    return text
