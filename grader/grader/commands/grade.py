"""`course grade`: grade a folder of submissions."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader import paths as places
from grader.errors import CourseError
from grader.notebooks.quick import quick_imports

if TYPE_CHECKING:
    from grader.instructor.submissions import Submission
    from grader.manifest import Lesson
    from grader.paths import Paths

_SELDOM = 50_000
"""New objects between two looks of the cyclic collector: a run leaves hardly any cycles, and a look goes
through all that nbgrader and SQLAlchemy hold for good."""


@click.command()
@click.argument("assignment")
@click.option(
    "--submitted",
    type=click.Path(path_type=Path),
    help="Folder that holds <student>/<assignment>/<notebook>.ipynb.  [default: instructor/submitted]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for results.json, gradebook.db, autograded/ and feedback/.  [default: instructor]",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=min((os.cpu_count() or 1) * 2, 16),  # a notebook also waits: for processes, servers, its clock
    help="How many notebooks run at once.",
)
@click.option("--again", is_flag=True, help="Grade also what has not changed since the last run.")
@click.option(
    "--trust",
    is_flag=True,
    help="Run the notebooks with limits only, not isolated: they can read and change whatever you can.",
)
@click.option(
    "--container",
    metavar="IMAGE",
    help="Run the whole command in this image of the project, by Docker or Podman.",
)
def command(
    assignment: str,
    submitted: Path | None,
    out: Path | None,
    jobs: int,
    again: bool,
    trust: bool,
    container: str | None,
) -> None:
    """Grade every submission of ASSIGNMENT (such as ch02).

    Stop it at any time: the same command goes on where it stopped. Marks given by hand in the
    formgrader stay.

    Exit code 0: all graded; 1: some could not be; 2: bad input;
    130: stopped.
    """
    from grader.instructor import submissions
    from grader.manifest import load

    if lesson := re.fullmatch(r"(\d{1,2})\.\d+[a-z]?", assignment):
        raise CourseError(
            f"{assignment} is a lesson; assignments are chapters.",
            remedy=f"Name its chapter: course grade ch{int(lesson[1]):02}",
        )
    paths = places.find()
    lessons = load(paths.book / "course.toml").assignment(assignment)
    folder, results = submitted or paths.instructor / "submitted", out or paths.instructor
    submissions.refuse_results_in(folder, results)
    handed_in = submissions.collect(folder, assignment)
    if container is not None:
        arguments = [assignment, "--jobs", str(jobs), *_flags(again=again, trust=trust)]
        sys.exit(_in_container(container, arguments, folder, results))
    try:
        problems = _graded(paths, lessons, handed_in, results, jobs=jobs, again=again, trust=trust)
    except KeyboardInterrupt:
        click.echo(
            "\nStopped. Everyone graded so far is saved; the same command goes on from there.", err=True
        )
        sys.exit(130)
    for problem in problems:
        click.echo(f"✗ {problem}", err=True)
    sys.exit(1 if problems else 0)


def _graded(
    paths: Paths,
    lessons: tuple[Lesson, ...],
    handed_in: Sequence[Submission],
    results: Path,
    *,
    jobs: int,
    again: bool,
    trust: bool,
) -> list[str]:
    """Grade, show what is done and a summary; what could not be graded."""
    from grader.worker import Workshop, tools

    # It warms up while we import what we need ourselves, which takes a second.
    needed = tools.used_in(paths.solutions / lesson.exercise for lesson in lessons)
    released = [paths.exercises / lesson.exercise for lesson in lessons]
    with Workshop(paths, isolated=not trust, tools=needed, released=released) as workshop:
        gc.set_threshold(_SELDOM)
        with quick_imports():
            from grader.instructor import progress, run, summary
        klass = run.Class(lessons, handed_in, results)
        with progress.shown(handed_in) as tell:
            report = run.grade(klass, paths, workshop, jobs=jobs, again=again, tell=tell)
        click.echo(summary.text(klass, report, _confinement(trust=trust)))
    return report.problems


def _confinement(*, trust: bool) -> str:
    """How the notebooks were kept from doing harm."""
    if trust:
        return "not isolated (--trust): the notebooks could read and change whatever you can"
    from grader.worker import isolation

    return isolation.describe()


def _flags(**given: bool) -> list[str]:
    return [f"--{name}" for name, is_given in given.items() if is_given]


def _in_container(image: str, arguments: list[str], submitted: Path, out: Path) -> int:
    from grader.instructor import container

    return container.grade(image, arguments, submitted, out, lambda text: click.echo(text, nl=False))
