"""`course update`: the newest lessons, with every answer kept."""

from __future__ import annotations

import subprocess
import sys

import click


@click.command()
@click.option("--no-pull", is_flag=True, help="Fetch nothing; only bring work/ to what is here.")
def command(no_pull: bool) -> None:
    """Fetch the newest course and bring the notebooks in work/ to it.

    Answers and cells of your own stay in place; an old version of each changed file is kept in work/.history.
    """
    from grader import paths
    from grader.learner import update

    course = paths.find()
    if not no_pull and update.fetch(course):
        # The command itself may be newer now: a fresh process merges.
        sys.exit(subprocess.run([sys.executable, "-m", "grader", "update", "--no-pull"]).returncode)
    if update.bring(course):
        sys.exit(1)
