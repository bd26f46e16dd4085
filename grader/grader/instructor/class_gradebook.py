"""One assignment's part of a gradebook, in nbgrader's own tables: a few statements a student.

nbgrader's `add_submission` and `find_grade` take a hundred statements and four commits for the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from nbgrader import api  # type: ignore[import-untyped]
from nbgrader.utils import compute_checksum, parse_utc  # type: ignore[import-untyped]
from sqlalchemy import Select, bindparam, insert, select, update

from grader.instructor.papers import Paper
from grader.instructor.records import UNMARKED, Mark, Marks
from grader.instructor.submissions import Submission

_ROWS = {"GradeCell": [api.Grade], "SolutionCell": [api.Comment], "TaskCell": [api.Grade, api.Comment]}
"""What a submission has for each cell, by the cell's type."""
_ID: Any = bindparam("of")
# Many rows at once go to the table itself: the mapped class would take three times as long.
_GRADES, _COMMENTS = api.Grade.__table__, api.Comment.__table__
_GRADED = update(_GRADES).where(_GRADES.c.id == _ID)
_COMMENTED = update(_COMMENTS).where(_COMMENTS.c.id == _ID)


class ClassGradebook:
    """It has one writer, the process that grades."""

    def __init__(self, database: Any, assignment: str) -> None:
        """`database` is an nbgrader Gradebook that holds the assignment."""
        self._db = database.db
        self._assignment = self._db.scalars(
            select(api.Assignment.id).where(api.Assignment.name == assignment)
        ).one()
        ours = select(api.Notebook.id, api.Notebook.name).where(
            api.Notebook.assignment_id == self._assignment
        )
        self._notebooks: dict[str, str] = dict(self._db.execute(ours).all())
        cells = select(api.BaseCell.id, api.BaseCell.notebook_id, api.BaseCell.type)
        self._cells = self._db.execute(cells.where(api.BaseCell.notebook_id.in_(self._notebooks))).all()
        released = select(api.SourceCell.notebook_id, api.SourceCell.name, api.SourceCell.checksum)
        stubs = self._db.execute(released.where(api.SourceCell.notebook_id.in_(self._notebooks)))
        self._stubs = {(self._notebooks[notebook], cell): checksum for notebook, cell, checksum in stubs}

    def has(self, student: str) -> bool:
        """Whether the student's submission is in the gradebook."""
        return self._submission(student) is not None

    def marks(self) -> dict[str, Marks]:
        """What people gave by hand, by student; a regrade keeps it."""
        marks: dict[str, dict[tuple[str, str], Mark]] = {}
        by_hand = api.Grade.manual_score.isnot(None) | api.Grade.extra_credit.isnot(None)
        scored = self._of_cells(api.Grade, api.Grade.manual_score, api.Grade.extra_credit)
        for student, where, points, extra in self._located(scored.where(by_hand)):
            marks.setdefault(student, {})[where] = Mark(points, extra or 0.0)
        said = self._of_cells(api.Comment, api.Comment.manual_comment)
        for student, where, comment in self._located(said.where(api.Comment.manual_comment.isnot(None))):
            given = marks.setdefault(student, {})
            given[where] = replace(given.get(where, UNMARKED), comment=comment)
        return dict(marks)

    def waiting(self) -> int:
        """How many answers a person has yet to look at."""
        undecided = self._of_cells(api.Grade).where(api.Grade.needs_manual_grade)
        return len(self._db.execute(undecided).all())

    def store(self, submission: Submission, papers: Sequence[Paper], *, changed: bool) -> None:
        """Write one student's scores; marks given by hand stay, for review when the work `changed`."""
        id = self._submission(submission.student) or self._add(submission.student)
        if when := _timestamp(submission):
            handed_in = update(api.SubmittedAssignment).where(api.SubmittedAssignment.id == id)
            self._db.execute(handed_in.values(timestamp=when))
        papers_of = {paper.name: paper for paper in papers}
        untouched = {paper.name: self._untouched(paper) for paper in papers}
        self._write_grades(id, papers_of, untouched, changed=changed)
        self._write_comments(id, untouched)
        self._db.commit()

    def _submission(self, student: str) -> str | None:
        own = api.SubmittedAssignment.assignment_id == self._assignment
        found = select(api.SubmittedAssignment.id).where(own, api.SubmittedAssignment.student_id == student)
        id: str | None = self._db.scalar(found)
        return id

    def _add(self, student: str) -> str:
        """A submission with a row for each cell, as nbgrader's `add_submission` makes it."""
        if self._db.scalar(select(api.Student.id).where(api.Student.id == student)) is None:
            self._db.execute(insert(api.Student), [{"id": student}])
        id: str = api.new_uuid()
        made = {"id": id, "assignment_id": self._assignment, "student_id": student}
        self._db.execute(insert(api.SubmittedAssignment), [made])
        notebooks = {notebook: api.new_uuid() for notebook in self._notebooks}
        self._db.execute(
            insert(api.SubmittedNotebook.__table__),
            [{"id": own, "notebook_id": n, "assignment_id": id} for n, own in notebooks.items()],
        )
        rows: dict[Any, list[dict[str, str]]] = {api.Grade: [], api.Comment: []}
        for cell, notebook, kind in self._cells:
            for table in _ROWS[kind]:
                rows[table].append({"cell_id": cell, "notebook_id": notebooks[notebook]})
        for table, values in rows.items():
            if values:
                self._db.execute(insert(table.__table__), values)
        return id

    def _write_grades(
        self,
        submission: str,
        papers: Mapping[str, Paper],
        untouched: Mapping[str, Mapping[str, bool]],
        *,
        changed: bool,
    ) -> None:
        scores = {name: _scores(paper, untouched[name]) for name, paper in papers.items()}
        rows = self._of_cells(api.Grade, api.Grade.id, api.Grade.manual_score)
        rows = rows.where(api.SubmittedAssignment.id == submission)
        values = []
        for _, (notebook, cell), id, by_hand in self._located(rows):
            if notebook not in scores:  # it lies in solutions/ and is no lesson yet
                continue
            score, needs_person = scores[notebook][cell]
            to_review = changed and papers[notebook].verdict is not None
            needed = needs_person if by_hand is None else to_review
            values.append({"of": id, "auto_score": score, "needs_manual_grade": needed})
        if values:
            self._db.execute(_GRADED, values)

    def _write_comments(self, submission: str, untouched: Mapping[str, Mapping[str, bool]]) -> None:
        rows = self._of_cells(api.Comment, api.Comment.id).where(api.SubmittedAssignment.id == submission)
        values = [
            {"of": id, "auto_comment": "No response." if untouched[notebook][cell] else None}
            for _, (notebook, cell), id in self._located(rows)
            if cell in untouched.get(notebook, ())
        ]
        if values:
            self._db.execute(_COMMENTED, values)

    def _untouched(self, paper: Paper) -> dict[str, bool]:
        """Whether each answer, by its cell, is still the stub that was released."""
        answers = paper.verdict.answers if paper.verdict else ()
        return {
            (name := cell.metadata.nbgrader.grade_id): compute_checksum(cell) == self._stubs[paper.name, name]
            for cell in answers
        }

    def _of_cells(self, table: Any, *columns: Any) -> Select[Any]:
        """Rows of Grade or Comment, of this assignment: the student, the notebook's and the cell's name, and
        what else is wanted."""
        return (
            select(api.SubmittedAssignment.student_id, api.Notebook.name, api.BaseCell.name, *columns)
            .select_from(table)
            .join(table.cell)
            .join(api.SubmittedNotebook, table.notebook_id == api.SubmittedNotebook.id)
            .join(api.Notebook, api.SubmittedNotebook.notebook_id == api.Notebook.id)
            .join(api.SubmittedAssignment, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
            .where(api.SubmittedAssignment.assignment_id == self._assignment)
        )

    def _located(self, rows: Select[Any]) -> list[tuple[Any, ...]]:
        """Each row with the names of notebook and cell as one: (student, (notebook, cell), …)."""
        return [
            (student, (notebook, cell), *more) for student, notebook, cell, *more in self._db.execute(rows)
        ]


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


def _timestamp(submission: Submission) -> datetime | None:
    """What nbgrader's collector noted as the time of handing in; None when it noted nothing readable."""
    try:
        text = (submission.folder / "timestamp.txt").read_text(encoding="utf-8").strip()
        when: datetime = parse_utc(text)
    except (OSError, ValueError, OverflowError):
        return None
    return when
