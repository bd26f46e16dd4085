"""Grades a class: one student after the other is written down whole, so nothing graded is ever lost."""

from __future__ import annotations

import fcntl
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat import NotebookNode

from grader.errors import CourseError
from grader.instructor import feedback, gradebook, pool
from grader.instructor.journal import Entry, Journal
from grader.instructor.papers import Paper
from grader.instructor.records import Marks, record
from grader.instructor.submissions import Submission
from grader.instructor.text import encodable, printable
from grader.manifest import Lesson
from grader.notebooks import files, whole
from grader.paths import Paths
from grader.worker import Workshop, isolation

if TYPE_CHECKING:
    from grader.instructor.class_gradebook import ClassGradebook

# results.json is written whole; a large class would otherwise write it hundreds of times.
SECONDS_BETWEEN_RESULTS = 2.0


@dataclass(frozen=True, slots=True)
class Class:
    """What is graded and where the results go."""

    lessons: tuple[Lesson, ...]
    submissions: Sequence[Submission]
    out: Path

    @property
    def assignment(self) -> str:
        """nbgrader's name of it."""
        return self.lessons[0].assignment

    @property
    def results(self) -> Path:
        """The list of records."""
        return self.out / "results.json"

    def feedback(self, student: str) -> Path:
        """The student's page."""
        return self.out / "feedback" / student / f"{self.assignment}.html"

    def autograded(self, student: str, notebook: str) -> Path:
        """The executed notebook, where nbgrader's formgrader looks for it."""
        return self.out / "autograded" / student / self.assignment / f"{notebook}.ipynb"


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: the entries of the class, in its order, and what a person has to look at."""

    entries: list[Entry]
    problems: list[str]
    skipped: int
    by_hand: int


Tell = Callable[[Submission, Entry, bool], None]


def grade(klass: Class, paths: Paths, workshop: Workshop, *, jobs: int, again: bool, tell: Tell) -> Report:
    """Grade every submission that is new or changed (all with `again`), by `jobs` workers of the workshop.

    `tell(submission, entry, skipped)` is called after each student. Raises CourseError for an unusable
    gradebook or output folder, and IsolationError where nothing can be isolated; what was graded before
    stays.
    """
    sources = {lesson.notebook: files.read(paths.solutions / lesson.exercise) for lesson in klass.lessons}
    try:
        with (
            _alone(klass.out),
            _isolation_tried(workshop.isolated),  # while the workshop warms up
            gradebook.opened(klass.out / "gradebook.db", paths, klass.assignment) as book,
        ):
            workers = pool.Pool(workshop, paths, min(jobs, len(klass.submissions) * len(sources)))
            return _Run(klass, sources, book, again=again, isolated=workshop.isolated).all(workers, tell)
    except OSError as error:
        raise CourseError(
            f"{error.filename or klass.out} could not be written: {error.strerror or error}.",
            remedy="Free some space or mend the folder's permissions, then run the same command: it goes on "
            "where it stopped.",
        ) from error


@contextmanager
def _isolation_tried(wanted: bool) -> Iterator[None]:
    if wanted:
        isolation.describe()
    yield


class _Run:
    """One run over a class; only the main thread writes."""

    def __init__(
        self,
        klass: Class,
        sources: Mapping[str, NotebookNode],
        book: ClassGradebook,
        *,
        again: bool,
        isolated: bool,
    ) -> None:
        self._class = klass
        self._sources = sources
        self._book = book
        self._again, self._isolated = again, isolated
        self._journal = Journal(klass.out / ".graded.jsonl")
        self._marks = book.marks()
        self._source_digest = hashlib.sha256(repr(sorted(sources.items())).encode()).hexdigest()
        self._written = 0.0

    def all(self, workers: pool.Pool, tell: Tell) -> Report:
        entries: dict[str, Entry] = {}
        waiting: list[Submission] = []
        for submission in self._class.submissions:
            if submission.badly_named is not None:
                continue
            entry = self._done(submission)
            if entry is None:
                waiting.append(submission)
            else:
                entries[submission.student] = entry
                tell(submission, entry, True)
        skipped = len(entries)
        try:
            if waiting:  # else nobody is hired, and nobody waits for the workshop to get warm
                with workers:
                    feedback.prepare()  # while they warm up
                    for submission, graded in workers.graded(waiting, self._sources):
                        entries[submission.student] = self._write(submission, graded)
                        tell(submission, entries[submission.student], False)
        finally:
            self._write_results()
        return self._report(entries, skipped)

    def _report(self, entries: Mapping[str, Entry], skipped: int) -> Report:
        """In the order of the class, whoever was graded first."""
        problems: list[str] = []
        for submission in self._class.submissions:
            if (problem := submission.badly_named) is not None:
                problems.append(problem)
            else:
                problems += entries[submission.student].problems
        in_order = [entries[name] for name in sorted(entries)]
        return Report(in_order, [printable(one) for one in problems], skipped, self._book.waiting())

    def _done(self, submission: Submission) -> Entry | None:
        """What an earlier run noted, when nothing it depends on has changed since."""
        entry = self._journal.find(submission.student, submission.assignment)
        if self._again or entry is None:
            return None
        if entry.digest != self._digest(submission, submission.digest(list(self._sources))):
            return None
        if self._isolated and not all(record.get("isolated") for record in entry.records):
            return None  # graded with --trust: it is graded again by a run that need not
        written = self._book.has(submission.student) and self._class.feedback(submission.student).is_file()
        return entry if written else None

    def _marks_of(self, submission: Submission) -> Marks:
        return self._marks.get(submission.student, {})

    def _digest(self, submission: Submission, content: str) -> str:
        marks = sorted(
            (where, mark.points, mark.extra, mark.comment or "")
            for where, mark in self._marks_of(submission).items()
        )
        strangers = [file.name for file in submission.strangers(self._sources)]
        strangers += map(str, submission.nested(self._sources))
        parts = (self._source_digest, content, strangers, marks)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def _write(self, submission: Submission, graded: Sequence[Paper]) -> Entry:
        """Write all there is of one student, the note that it is done last."""
        student, content = submission.student, submission.digest(list(self._sources))
        before = self._journal.find(student, submission.assignment)
        marks = self._marks_of(submission)
        records = [
            record(student, submission.assignment, paper, marks, isolated=self._isolated) for paper in graded
        ]
        changed = before is not None and before.content != content
        self._book.store(submission, graded, changed=changed)
        self._write_notebooks(student, graded)
        page = feedback.page(submission, self._class.lessons, graded, records)
        whole.write_text(printable(page), self._class.feedback(student))
        problems = [paper.problem for paper in graded if paper.problem is not None]
        ungraded = [paper.name for paper in graded if paper.verdict is None]
        digest = self._digest(submission, content)
        entry = Entry(student, submission.assignment, digest, content, records, ungraded, problems)
        self._journal.add(entry)
        if time.monotonic() - self._written > SECONDS_BETWEEN_RESULTS:
            self._write_results()
        return entry

    def _write_notebooks(self, student: str, graded: Sequence[Paper]) -> None:
        for paper in graded:
            file = self._class.autograded(student, paper.name)
            if paper.verdict is None:
                file.unlink(missing_ok=True)
            else:
                whole.write_text(paper.verdict.content, file)

    def _write_results(self) -> None:
        whole.write_text(encodable(self._journal.results()), self._class.results)
        self._written = time.monotonic()


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold the output folder; raises CourseError when another run does."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CourseError(
                f"Another `course grade` is writing to {out}.", remedy="Wait for it, or choose another --out."
            ) from error
        yield
