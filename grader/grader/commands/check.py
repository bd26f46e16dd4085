"""`course check`: says what passes, what does not, and why. Imports little: the warm worker does the work."""

from __future__ import annotations

import json
import sys

import click


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(name: str | None, as_json: bool) -> None:
    """Check your saved exercises: a chapter (NAME 2), a lesson (2.3, 1.8) or one task (2.3.1).

    Without NAME it lists the lessons. Exit code 0: all passed, or written where a person marks; 1: something
    is left; 2: there is nothing to check.
    """
    from grader import paths
    from grader.errors import CourseError
    from grader.learner import progress, report, saved, say
    from grader.learner.copies import course_of
    from grader.worker.client import Worker

    here = paths.find()
    course = course_of(here)
    name = saved.named(course, name, "course check")
    lessons = saved.lessons(course, name)
    files = [saved.file_of(here, lesson) for lesson in lessons]
    asked = [folder / lesson.exercise for lesson in lessons for folder in (here.solutions, here.exercises)]
    if not as_json:
        report.begin({saved.shown(here, file): file for file in files})
    with say.waiting("checking …"), Worker.shared(here, first=asked) as worker:
        reports = worker.call("grader.learner.check:examine", name=name)
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
        report.follow(course, reports, standings)
    if trouble is not None:
        raise trouble
    sys.exit(0 if all(task["state"] in report.DONE for task in tasks) else 1)
