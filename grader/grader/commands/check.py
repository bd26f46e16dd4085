"""`course check`: says what passes, what does not, and why. Imports little: the warm worker does the work,
and most of what is needed here is imported while it is busy."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from grader.manifest import Lesson
    from grader.paths import Paths


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(name: str | None, as_json: bool) -> None:
    """Check your saved exercises: a chapter (NAME 2), a lesson (2.3, 1.8) or one task (2.3.1).

    Without NAME it lists the lessons. Exit code 0: all passed, or written where a person marks; 1: something
    is left; 2: there is nothing to check.
    """
    from grader import paths
    from grader.worker.client import Worker

    here = paths.find()
    if name is None:
        _lessons(here, name)  # refuses
    with Worker.shared(here, first=lambda: _notebooks(here, name)) as worker:
        examined = worker.asked("grader.learner.check:examine", name=name)
        # Imported while the worker is busy.
        from grader.learner import report, saved, say

        files = [saved.file_of(here, lesson) for lesson in _lessons(here, name)]
        if not as_json:
            report.begin({saved.shown(here, file): file for file in files})
        with say.waiting("checking …"):
            reports = examined()
    _tell(here, reports, as_json=as_json)


def _lessons(here: Paths, name: str | None) -> list[Lesson]:
    from grader.learner import saved
    from grader.learner.copies import course_of

    course = course_of(here)
    return saved.lessons(course, saved.named(course, name, "course check"))


def _notebooks(here: Paths, name: str | None) -> list[Path]:
    return [
        folder / lesson.exercise
        for lesson in _lessons(here, name)
        for folder in (here.solutions, here.exercises)
    ]


def _tell(here: Paths, reports: list[Any], *, as_json: bool) -> None:
    from grader.errors import CourseError
    from grader.learner import progress, report
    from grader.learner.copies import course_of

    tasks = [task for lesson in reports for task in lesson["tasks"]]
    tried = {
        task["key"]: (task["score"], task["max_score"], task["state"] in report.DONE)
        for task in tasks
        if task["state"] != "not started"
    }
    try:
        standings, trouble = progress.record(here, tried) if tried else progress.load(here), None
    except CourseError as error:  # the verdict is there: a damaged record must not hide it
        standings, trouble = {}, error
    if as_json:
        click.echo(json.dumps(reports, indent=1, ensure_ascii=False))
    else:
        report.show(reports, standings)
        report.follow(course_of(here), reports, standings)
    if trouble is not None:
        raise trouble
    sys.exit(0 if all(task["state"] in report.DONE for task in tasks) else 1)
