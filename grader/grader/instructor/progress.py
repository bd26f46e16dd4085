"""How a grading run shows what it does: a bar on a terminal, plain lines in the class's order elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from grader.instructor.journal import Entry
from grader.instructor.records import total
from grader.instructor.submissions import Submission

Tell = Callable[[Submission, Entry, bool], None]


@contextmanager
def shown(submissions: Sequence[Submission]) -> Iterator[Tell]:
    """Gives the function that a run calls after each student."""
    if not sys.stdout.isatty():
        lines = _InOrder([one.student for one in submissions if one.badly_named is None])
        try:
            yield lines.tell
        finally:
            lines.rest()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("students"),
        TimeRemainingColumn(),
    )
    with Progress(*columns) as bar:
        task = bar.add_task("Grading", total=len(submissions))

        def tell(submission: Submission, entry: Entry, skipped: bool) -> None:
            bar.update(task, advance=1)
            if entry.problems:
                bar.console.print(_line(submission, entry, skipped), markup=False, highlight=False)

        yield tell


class _InOrder:
    """Prints each student's line once those of all students before are printed."""

    def __init__(self, students: Sequence[str]) -> None:
        self._awaited = list(students)
        self._ready: dict[str, str] = {}

    def tell(self, submission: Submission, entry: Entry, skipped: bool) -> None:
        self._ready[submission.student] = _line(submission, entry, skipped)
        while self._awaited and self._awaited[0] in self._ready:
            click.echo(self._ready.pop(self._awaited.pop(0)))

    def rest(self) -> None:
        """What still waits for an earlier student when the run was stopped."""
        for student in sorted(self._ready):
            click.echo(self._ready[student])


def _line(submission: Submission, entry: Entry, skipped: bool) -> str:
    score = total(record["score"] for record in entry.records)
    most = total(record["max_score"] for record in entry.records)
    words = [f"{submission.student}: {score:g} of {most:g}"]
    missing = len(entry.ungraded) - len(entry.problems)
    if missing:
        words.append(f"{missing} not handed in")
    if entry.problems:
        words.append(f"{len(entry.problems)} not graded")
    if skipped:
        words.append("unchanged since the last run")
    return ", ".join(words)
