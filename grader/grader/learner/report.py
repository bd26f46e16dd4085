"""What `course check` prints. Imported before the worker answers, so the standard library and click only."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from grader.learner import say
from grader.learner.progress import Standing

if TYPE_CHECKING:
    from grader.learner.check import CellReport, LessonReport, TaskReport

_TRIES_BEFORE_SOLUTION = 3
_MARKS = {"passed": "✓", "failed": "✗", "not started": "○", "manual": "…"}
_OUTCOMES = {
    "passed": "passed",
    "failed": "failed",
    "timed_out": "took too long",
    "crashed": "ended the program",
    "not_run": "not run",
    "manual": "a person marks this",
}


def show(reports: list[LessonReport], standings: Mapping[str, Standing], *, now: float | None = None) -> None:
    """Print each notebook's tasks, and the sum."""
    for report in reports:
        _lesson(report, standings, time.time() if now is None else now)
    tasks = [task for report in reports for task in report["tasks"]]
    passed = sum(task["state"] == "passed" for task in tasks)
    score, most = sum(task["score"] for task in tasks), sum(task["max_score"] for task in tasks)
    click.echo(f"{passed} of {len(tasks)} tasks passed, {score:g} of {say.points(most)}.")


def saved(moment: float, now: float) -> str:
    """When a file was saved: `saved 14:02:11, 12 s ago`."""
    at, age = time.localtime(moment), max(0, round(now - moment))
    today = time.strftime("%Y-%m-%d", at) == time.strftime("%Y-%m-%d", time.localtime(now))
    clock = time.strftime("%H:%M:%S" if today else "%Y-%m-%d %H:%M", at)
    if age < 120:
        ago = f"{age} s"
    elif age < 2 * 3600:
        ago = f"{age // 60} min"
    elif age < 2 * 86400:
        ago = f"{age // 3600} h"
    else:
        ago = f"{age // 86400} days"
    return f"saved {clock}, {ago} ago"


def _lesson(report: LessonReport, standings: Mapping[str, Standing], now: float) -> None:
    click.echo(f"Read {report['file']}, {saved(report['saved'], now)}.")
    click.echo("Save the notebook (Ctrl+S) if this is not your latest.\n")
    if report["stale"]:
        # Cells that only the newer exercises have would each be a remark.
        say.line(
            "!", "The course has newer exercises than your copy. Your answers are kept by: course update"
        )
    else:
        for remark in report["remarks"]:
            say.line("!", remark)
    for task in report["tasks"]:
        _task(task, standings.get(task["key"], Standing()))
    click.echo()


def _task(task: TaskReport, standing: Standing) -> None:
    mark, points = _MARKS[task["state"]], f"{task['score']:g} of {say.points(task['max_score'])}"
    say.line(mark, f"{task['name']} {task['title']}: {task['state']}, {points}")
    if task["state"] == "not started":
        return
    said: set[str] = set()
    for cell in task["cells"]:
        _cell(cell, said)
    if standing.failed_in_a_row >= _TRIES_BEFORE_SOLUTION and task["state"] == "failed":
        tries = standing.failed_in_a_row
        say.line(
            "→", f"{tries} tries so far. To give up and see one way: course solution {task['name']}", indent=4
        )


def _cell(cell: CellReport, said: set[str]) -> None:
    kind = "hidden tests" if cell["hidden"] else "visible tests"
    mark = {"passed": "✓", "not_run": "○", "manual": "…"}.get(cell["outcome"], "✗")
    what = kind if cell["outcome"] != "manual" else "your text"
    say.line(
        mark, f"{what}: {_OUTCOMES[cell['outcome']]} ({cell['score']:g} of {cell['max_score']:g})", indent=4
    )
    message = cell["message"].strip()
    if message and cell["outcome"] != "passed" and message not in said:
        said.add(message)
        for line in message.splitlines():
            click.echo(f"      {line}")
