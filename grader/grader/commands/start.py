"""`course start`: the main job of a learner's machine."""

from __future__ import annotations

import os

import click


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), help="The port; without it the first free one from 8888 on."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--no-browser", is_flag=True, help="Print the address instead of opening a browser.")
@click.option("--allow-root", is_flag=True, help="Run as root all the same, for example in a container.")
@click.option("--instructor", is_flag=True, help="Open the whole repository, with nbgrader's menus.")
@click.argument("extra", nargs=-1, type=click.UNPROCESSED)
def command(
    port: int | None, host: str, no_browser: bool, allow_root: bool, instructor: bool, extra: tuple[str, ...]
) -> None:
    """Open JupyterLab with the book, the exercises and the running university app.

    What follows a `--` goes to JupyterLab as it is.
    """
    from grader import paths
    from grader.book import build
    from grader.errors import CourseError
    from grader.jupyter import lab
    from grader.learner import check, work
    from grader.manifest import load

    if os.geteuid() == 0 and not allow_root:
        raise CourseError(
            "JupyterLab does not run as root, who may change every file of the machine.",
            remedy='Use an ordinary user; or, in a container: make start ARGS="--allow-root"',
        )
    course = paths.find()
    chosen = lab.free_port(course, port, host)
    waiting = [step for step in work.prepare(course) if step.what == "waiting"]
    if waiting:
        click.echo(f"• {len(waiting)} notebooks have a newer version: `course update` keeps your answers.")
    build.ensure(course, title=load(course.book / "course.toml").title, say=click.echo)
    check.warm_up(course)
    lab.run(course, lab.Options(chosen, host, not no_browser, instructor, allow_root, extra))
