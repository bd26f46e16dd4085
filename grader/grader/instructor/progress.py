"""How a grading run shows what it does: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from grader.instructor.journal import Entry
from grader.instructor.records import total
from grader.instructor.submissions import Submission

Tell = Callable[[Submission, Entry, bool], None]


@contextmanager
def shown(students: int) -> Iterator[Tell]:
    """Gives the function that a run calls after each student."""
    if not sys.stdout.isatty():
        yield lambda submission, entry, skipped: click.echo(_line(submission, entry, skipped))
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
        task = bar.add_task("Grading", total=students)

        def tell(submission: Submission, entry: Entry, skipped: bool) -> None:
            bar.update(task, advance=1)
            if entry.problems:
                bar.console.print(_line(submission, entry, skipped), markup=False, highlight=False)

        yield tell


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
