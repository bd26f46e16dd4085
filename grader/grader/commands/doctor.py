"""`course doctor`: finds what is wrong with a set-up and names the mend."""

from __future__ import annotations

import sys

import click


@click.command()
def command() -> None:
    """Look at the environment, the notebooks, the worker and the database; exit code 1 when one is wrong."""
    from grader import paths
    from grader.learner.doctor.examine import examine

    sys.exit(1 if examine(paths.find()) else 0)
