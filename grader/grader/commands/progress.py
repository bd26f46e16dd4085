"""`course progress`: where the learner stands."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Show what you have done, what is left and what to do next."""
    from grader import paths
    from grader.learner import progress, table
    from grader.learner.copies import course_of

    here = paths.find()
    table.show(progress.rows(here, course_of(here)))
