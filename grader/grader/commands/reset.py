"""`course reset`: the exercises of a lesson, or one task, anew."""

from __future__ import annotations

import click


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(name: str, yes: bool) -> None:
    """Take back the exercises of a lesson (NAME 2.3) or one task (NAME 2.3.1) as they were given.

    Your version is kept in work/.history first.
    """
    from grader import paths
    from grader.learner import answers, say
    from grader.learner.copies import course_of

    here = paths.find()
    course = course_of(here)
    lessons = course.find(name)
    task = course.task(name) if name.count(".") == 2 else None
    what = f"the task {name}, {task.title}" if task else f"all exercises of {name}"
    if not yes:
        click.confirm(f"Reset {what}? Your version is kept in work/.history.", abort=True)
    for lesson in lessons:
        kept = answers.reset_task(here, lesson, task) if task else answers.reset_lesson(here, lesson)
        where = f" Your version: {kept.relative_to(here.root)}" if kept else ""
        say.line("✓", f"work/exercises/{lesson.exercise.as_posix()} is reset.{where}")
    say.line("→", "If it is open in JupyterLab: File → Reload Notebook from Disk.")
