"""`course start`: the main job of a learner's machine."""

from __future__ import annotations

import click


@click.command(context_settings={"ignore_unknown_options": True})
@click.option(
    "--port", type=click.IntRange(1, 65535), help="The port; without it the first free one from 8888 on."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--no-browser", is_flag=True, help="Print the address instead of opening a browser.")
@click.option("--instructor", is_flag=True, help="Open the whole repository, with nbgrader's menus.")
@click.argument("extra", nargs=-1, type=click.UNPROCESSED)
def command(port: int | None, host: str, no_browser: bool, instructor: bool, extra: tuple[str, ...]) -> None:
    """Open JupyterLab with the book, the exercises and the running university app.

    What follows the options goes to JupyterLab as it is.
    """
    from grader import paths
    from grader.book import build
    from grader.jupyter import lab
    from grader.learner import work
    from grader.manifest import load

    course = paths.find()
    chosen = lab.free_port(port, host)
    waiting = [step for step in work.prepare(course) if step.what == "waiting"]
    if waiting:
        click.echo(f"• {len(waiting)} notebooks have a newer version: `course update` keeps your answers.")
    build.ensure(course, title=load(course.book / "course.toml").title, say=click.echo)
    click.echo(f"Starting JupyterLab on port {chosen}; stop it with Ctrl+C.")
    lab.run(course, port=chosen, host=host, browser=not no_browser, instructor=instructor, extra=extra)
