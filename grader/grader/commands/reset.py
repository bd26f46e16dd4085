"""`course reset`: the exercises of a lesson, or one task, anew."""

from __future__ import annotations

import sys

import click


@click.command()
@click.argument("name", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(name: str | None, yes: bool) -> None:
    """Take back the exercises of a lesson (NAME 2.3) or one task (NAME 2.3.1) as they were given.

    Your version is kept in work/.history first.
    """
    from grader import paths
    from grader.learner import answers, saved, say
    from grader.learner.copies import course_of

    here = paths.find()
    course = course_of(here)
    name = saved.named(course, name, "course reset")
    lessons = course.find(name)
    task = course.task(name) if name.count(".") == 2 else None
    if task:
        answers.cells_to_reset(here, lessons[0], task)  # what cannot be done is said before asking
    what = f"the task {name}, {task.title}" if task else f"all exercises of {name}"
    question = f"Reset {what}? Your version is kept in work/.history."
    if not yes and not say.ask(question, instead=f"To reset without being asked: course reset {name} --yes"):
        say.line("→", "Nothing is reset.")
        sys.exit(1)
    for lesson in lessons:
        kept = answers.reset_task(here, lesson, task) if task else answers.reset_lesson(here, lesson)
        where = f" Your version: {kept.relative_to(here.root)}" if kept else ""
        say.line("✓", f"work/exercises/{lesson.exercise.as_posix()} is reset.{where}")
    say.line("→", "Your progress is kept: `course progress` counts the best result of each task.")
    say.line("→", "If it is open in JupyterLab: File → Reload Notebook from Disk.")
