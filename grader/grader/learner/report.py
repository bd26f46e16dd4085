"""What `course check` prints. Imported before the worker answers, so the standard library and click only."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.learner import progress, say
from grader.learner.progress import Standing
from grader.manifest import Course, Lesson

if TYPE_CHECKING:
    from grader.learner.check import CellReport, LessonReport, TaskReport

DONE = frozenset({"passed", "manual"})
"""States in which nothing is left for the learner to do: a person marks what no test can."""

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


def begin(files: Mapping[str, Path]) -> None:
    """Print what is read, by the name to show, and when each was saved: before it is checked."""
    now = time.time()
    for name, file in files.items():
        click.echo(f"Read {name}, {saved(file.stat().st_mtime, now)}.")
    which = "the notebook (Ctrl+S) if this is" if len(files) == 1 else "a notebook (Ctrl+S) where this is"
    click.echo(f"Save {which} not your latest.\n")


def show(reports: Sequence[LessonReport], standings: Mapping[str, Standing]) -> None:
    """Print each notebook's tasks, and the sum."""
    for report in reports:
        if len(reports) > 1:
            click.echo(f"{report['lesson']} {report['title']}")
        _lesson(report, standings)
    tasks = [task for report in reports for task in report["tasks"]]
    passed = sum(task["state"] == "passed" for task in tasks)
    score, most = sum(task["score"] for task in tasks), sum(task["max_score"] for task in tasks)
    click.echo(f"{passed} of {say.tasks(len(tasks))} passed, {score:g} of {say.points(most)}.")


def follow(course: Course, reports: Sequence[LessonReport], standings: Mapping[str, Standing]) -> None:
    """Print what comes next, where every task of a lesson has passed."""
    lessons = {lesson.name: lesson for lesson in course.lessons()}
    done = [lessons[report["lesson"]] for report in reports if _is_done(report, lessons[report["lesson"]])]
    for lesson in done:
        if any(task.slot for task in lesson.tasks):
            say.line("→", f"See your part in the running university: course app --with {lesson.name}")
    if done:
        say.line("→", progress.after(course, done[-1], standings))


def _is_done(report: LessonReport, lesson: Lesson) -> bool:
    done = [task for task in report["tasks"] if task["state"] in DONE]
    return len(done) == len(lesson.tasks)


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


def _lesson(report: LessonReport, standings: Mapping[str, Standing]) -> None:
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
    points = f"{cell['score']:g} of {say.points(cell['max_score'])}"
    say.line(mark, f"{what}: {_OUTCOMES[cell['outcome']]} ({points})", indent=4)
    message = cell["message"].strip()
    if message and cell["outcome"] != "passed" and message not in said:
        said.add(message)
        for line in message.splitlines():
            click.echo(f"      {line}")
