"""`course verify`: prove the exercises."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from grader import paths as places

if TYPE_CHECKING:
    from grader.authoring.verify import Findings
    from grader.manifest import Course, Lesson


@click.command()
@click.argument("name", required=False, metavar="[ASSIGNMENT|LESSON]")
@click.option("--jobs", type=click.IntRange(1, 16), default=2, show_default=True, help="Workers at once.")
def command(name: str | None, jobs: int) -> None:
    """Prove the exercises of an assignment (ch02), a lesson (2.3) or all.

    Solutions earn full marks and stubs nothing; every wrong answer of the bank fails with its message and
    every right one passes; exercises/ is what solutions/ generates; prose and metadata agree.
    """
    from grader.authoring import verify
    from grader.manifest import load
    from grader.worker import Workshop, tools

    paths = places.find()
    chosen = _chosen(load(paths.book / "course.toml"), name)
    defects = verify.stale(paths)
    with ExitStack() as stack:
        needed = tools.used_in(paths.solutions / lesson.exercise for lesson in chosen)
        workshop = stack.enter_context(Workshop(paths, tools=needed))
        workers = [stack.enter_context(workshop.hire()) for _ in range(jobs)]
        for found in verify.verify(paths, chosen, workers):
            click.echo(_line(found))
            defects += found.defects
    for defect in defects:
        click.echo(f"✗ {defect}", err=True)
    click.echo(f"✗ {len(defects)} defects" if defects else "✓ no defect", err=bool(defects))
    sys.exit(1 if defects else 0)


def _chosen(course: Course, name: str | None) -> tuple[Lesson, ...]:
    if name is None:
        return tuple(course.lessons())
    return course.assignment(name) if name.startswith("ch") else course.find(name)


def _line(found: Findings) -> str:
    return (
        f"{found.lesson.assignment} {found.lesson.name:<5} {found.lesson.title}: {found.tasks} tasks, "
        f"{found.points:g} points, {found.wrong} wrong and {found.right} right answers, "
        f"nbval ignores {found.ignored} of {found.cells} cells"
    )
