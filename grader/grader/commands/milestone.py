"""`course milestone`: the learner's own repository, at the end of a chapter."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("chapter", type=int)
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("--site", metavar="URL", help="Where your own site listens: http://127.0.0.1:5000.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Only write the campus that your site is to show, as JSON, into this file.",
)
def command(chapter: int, folder: Path, site: str | None, data: Path | None) -> None:
    """Check your own repository in FOLDER against the milestone of CHAPTER.

    From chapter 2 on your site is asked over HTTP while it runs. The project's tests and ruff run on this
    machine, as you. Exit code 0: all is well; 1: something is not; 2: it could not be checked.
    """
    from grader import paths
    from grader.learner import say

    if data is not None:
        _write(data)
        return
    from grader.learner import milestones

    problems = 0
    for finding in milestones.findings(chapter, folder, site, paths.find()):
        if finding.problem is None:
            say.line("✓", finding.title)
        else:
            problems += 1
            say.line("✗", f"{finding.title}\n{finding.problem}")
    click.echo(f"Milestone {chapter} is reached." if not problems else f"{problems} to mend.")
    sys.exit(1 if problems else 0)


def _write(file: Path) -> None:
    import json

    from grader.errors import CourseError
    from grader.learner.milestones.data import campus

    try:
        with file.open("x", encoding="utf-8") as target:
            json.dump(campus(), target, ensure_ascii=False, indent=1)
            target.write("\n")
    except FileExistsError as error:
        raise CourseError(
            f"{file} exists and is kept.", remedy="Move it away, or name another file."
        ) from error
    except OSError as error:
        raise CourseError(
            f"{file} cannot be written: {error.strerror}.", remedy="Name another file."
        ) from error
    click.echo(f"{file} holds the campus.")
