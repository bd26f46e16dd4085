"""What a grading run says at its end."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import mean

from grader.instructor.records import Record
from grader.instructor.run import Class, Report
from grader.instructor.text import printable


def text(klass: Class, report: Report, confinement: str) -> str:
    """A table of the notebooks, what is missing, how the notebooks were confined, where everything lies."""
    return "\n".join(_lines(klass, report, confinement))


def _lines(klass: Class, report: Report, confinement: str) -> Iterator[str]:
    yield ""
    yield f"{'notebook':<32}{'graded':>10}{'mean of the graded':>20}{'of':>6}"
    for lesson in klass.lessons:
        records = list(_records(lesson.notebook, report))
        run = [record for record, is_graded in records if is_graded]
        average = f"{mean(record['score'] for record in run):.1f}" if run else "–"
        most = f"{records[0][0]['max_score']:g}" if records else "–"
        yield f"{lesson.notebook:<32}{len(run):>4} of {len(records):<3}{average:>19}{most:>6}"
    yield ""
    yield f"{len(klass.submissions)} students, {report.skipped} of them unchanged since the last run."
    if report.by_hand:
        yield f"{report.by_hand} answers are to be marked by hand: make start ARGS=--instructor"
    if report.problems:
        yield f"{len(report.problems)} could not be graded (see ✗); they count 0 until they are."
    for file in _nested(klass):
        yield f"Ignored, because it lies in a further folder: {printable(file)}"
    for stranger in _strangers(klass):
        yield f"Ignored, because {klass.assignment} has no notebook of this name: {printable(stranger)}"
    yield f"Safety     {confinement}"
    yield f"Results    {klass.results}"
    yield f"Gradebook  {klass.out / 'gradebook.db'}"
    yield f"Feedback   {klass.out / 'feedback'}/<student>/{klass.assignment}.html"


def _records(notebook: str, report: Report) -> Iterator[tuple[Record, bool]]:
    """The notebook's records, each with whether it was graded."""
    for entry in report.entries:
        for record in entry.records:
            if record["notebook"] == notebook:
                yield record, notebook not in entry.ungraded


def _strangers(klass: Class) -> Iterator[str]:
    names = [lesson.notebook for lesson in klass.lessons]
    for submission in klass.submissions:
        yield from (str(file) for file in submission.strangers(names))


def _nested(klass: Class) -> Iterator[str]:
    names = [lesson.notebook for lesson in klass.lessons]
    for submission in klass.submissions:
        yield from (str(file) for file in submission.nested(names))
