"""A student's feedback page: points, outcomes, messages and the student's own code.

One file without scripts or links. It holds what a learner may read and nothing else: no hidden test, no
value from one, no path of the instructor's machine. Everything that a student wrote is escaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from grader.instructor.papers import Paper
from grader.instructor.records import CellRecord, Record, total
from grader.instructor.submissions import Submission
from grader.manifest import Lesson
from grader.notebooks.cells import task_of
from grader.vocabulary.failure import NOT_STARTED

_OUTCOMES = {
    "passed": ("✓", "passed"),
    "failed": ("✗", "not yet right"),
    "timed_out": ("✗", "took too long"),
    "crashed": ("✗", "stopped the interpreter"),
    "not_run": ("✗", "not run"),
    "manual": ("•", "by hand"),
}
_TRUSTED = (
    '<footer><p class="quiet">This notebook was run without isolation (<code>course grade --trust</code>).'
    "</p></footer>\n"
)
_SHORT = 4096
"""Characters of an answer whose HTML is remembered: what one person wrote must not fill the memory."""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p class="total">{points}</p>
</header>
<main>
{body}
</main>
{safety}</body>
</html>
"""


def prepare() -> None:
    """Do what takes long with the first page only, a tenth of a second: for when there is time."""
    _style()
    _coloured("None")


def page(
    submission: Submission, lessons: Sequence[Lesson], papers: Sequence[Paper], records: Sequence[Record]
) -> str:
    """The HTML of one student's page for one assignment, in the order of the lessons and their tasks."""
    by_name = {paper.name: paper for paper in papers}
    results = {record["notebook"]: record for record in records}
    sections = [
        "\n".join(_notebook(lesson, by_name[lesson.notebook], results[lesson.notebook])) for lesson in lessons
    ]
    score, most = total(r["score"] for r in records), total(r["max_score"] for r in records)
    return _PAGE.format(
        title=html.escape(f"Feedback for {submission.student}: {submission.assignment}"),
        style=_style(),
        points=f"{score:g} of {most:g} points",
        body="\n".join(sections),
        safety="" if all(record["isolated"] for record in records) else _TRUSTED,
    )


def _notebook(lesson: Lesson, paper: Paper, record: Record) -> Iterator[str]:
    yield f"<section>\n<h2>{html.escape(f'{lesson.name} · {lesson.title}')}</h2>"
    yield f'<p class="quiet">{record["score"]:g} of {record["max_score"]:g} points</p>'
    if paper.verdict is None:
        yield f'<p class="message">{_prose(paper.advice)}</p>'
    for remark in paper.verdict.remarks if paper.verdict else ():
        yield f'<p class="message quiet">Note: {_prose(str(remark))}</p>'
    if paper.verdict is not None:
        titles = {task.slug: f"{task.name} · {task.title}" for task in lesson.tasks}
        sources = _answers(paper)
        for slug, graded in _by_task(record["cells"]).items():
            yield from _task(titles.get(slug, slug), graded, sources.get(slug, ""))
    yield "</section>"


def _task(title: str, graded: Sequence[CellRecord], source: str) -> Iterator[str]:
    score, most = total(cell["score"] for cell in graded), total(cell["max_score"] for cell in graded)
    yield f'<article class="task">\n<h3>{html.escape(title)}</h3>'
    yield f'<p class="quiet">{score:g} of {most:g} points</p>'
    yield '<ul class="tests">'
    for cell in graded:
        not_started = cell["message"].startswith(NOT_STARTED)
        sign, words = ("○", "not started") if not_started else _OUTCOMES[cell["outcome"]]
        points = f"({html.escape(cell['id'])}, {cell['score']:g} of {cell['max_score']:g})"
        sign = f'<span aria-hidden="true">{sign}</span>'
        yield f'<li><span class="outcome {cell["outcome"]}">{sign} {words}</span>'
        yield f'<span class="quiet">{points}</span>'
        if cell["message"]:
            yield f'<p class="message">{_prose(cell["message"])}</p>'
        yield "</li>"
    yield "</ul>"
    if source:
        yield f"<details open><summary>Your code</summary>\n{highlighted(source)}</details>"
    yield "</article>"


def _by_task(graded: Sequence[CellRecord]) -> dict[str, list[CellRecord]]:
    tasks: dict[str, list[CellRecord]] = {}
    for cell in graded:
        tasks.setdefault(task_of(cell["id"]), []).append(cell)
    return tasks


def _answers(paper: Paper) -> Mapping[str, str]:
    """What the student wrote, by task."""
    answers = paper.verdict.answers if paper.verdict else ()
    return {task_of(cell.metadata.nbgrader.grade_id): cell.source for cell in answers}


def _prose(text: str) -> str:
    """Escaped text in which `code` is set as code."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", html.escape(text))


def highlighted(source: str) -> str:
    """The code as HTML. Pygments takes milliseconds, and a class hands in many a short answer twice."""
    return remembered(source) if len(source) <= _SHORT else _coloured(source)


@lru_cache(maxsize=1024)
def remembered(source: str) -> str:
    """The same, kept for whoever else wrote just this."""
    return _coloured(source)


def _coloured(source: str) -> str:
    from pygments import highlight  # type: ignore[import-untyped]

    code: str = highlight(source, *_tools())
    # A long line scrolls; the keyboard must reach the scrolling box.
    return code.replace('<div class="source">', '<div class="source" tabindex="0">', 1)


@lru_cache(maxsize=1)
def _tools() -> tuple[Any, Any]:
    """A lexer and a formatter, which computes all its styles when it is made."""
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
    from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

    return PythonLexer(), HtmlFormatter(cssclass="source")


@lru_cache(maxsize=1)
def _style() -> str:
    from pygments.formatters import HtmlFormatter

    light = HtmlFormatter(style="default").get_style_defs(".source")
    dark = HtmlFormatter(style="github-dark").get_style_defs(".source")
    own = resources.files("grader.instructor").joinpath("feedback.css").read_text(encoding="utf-8")
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n{own}"
