"""`course solution`: shown after a pass or a confirmed surrender."""

from __future__ import annotations

import sys

import click


@click.command()
@click.argument("name")
@click.option("--surrender", is_flag=True, help="Give up on this task without being asked.")
def command(name: str, surrender: bool) -> None:
    """Show the solution of a task (NAME 2.3.1) once you passed it, or when you give it up."""
    from grader import paths
    from grader.learner import answers, progress, say
    from grader.learner.copies import course_of

    here = paths.find()
    course = course_of(here)
    task = course.task(name)
    (lesson,) = (lesson for lesson in course.lessons() if lesson.name == task.lesson)
    cells = answers.solution(here, lesson, task)
    key = progress.key(lesson, task.slug)
    standing = progress.load(here).get(key, progress.Standing())
    if not standing.passed and standing.surrendered_at is None:
        tries = f"{standing.tries} {'try' if standing.tries == 1 else 'tries'}"
        question = f"You have not passed {name} yet ({tries}). Give up and see the solution?"
        if not surrender and not say.ask(question, instead=f"To give up: course solution {name} --surrender"):
            say.line("→", "Good. The three hints stand below the task's text.")
            sys.exit(1)
        progress.surrender(here, key)
    click.echo(f"Solution of {name}, {task.title}\n")
    click.echo("\n\n".join(cells))
