"""`course app`: the university app on the learner's own database."""

from __future__ import annotations

import sys

import click


@click.command()
@click.option(
    "--with", "names", multiple=True, metavar="2.3", help="Put your answers to this lesson into the app."
)
@click.option(
    "--port", type=click.IntRange(1, 65535), help="The port; without it the first free one from 8000 on."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--prefix", default="", metavar="/PATH", help="Serve the app below this path.")
@click.option("--behind-proxy", is_flag=True, help="Believe the forwarding headers of one proxy in front.")
@click.option("--fresh", is_flag=True, help="Fill the database anew; enrolments made in it are forgotten.")
def command(
    names: tuple[str, ...], port: int | None, host: str, prefix: str, behind_proxy: bool, fresh: bool
) -> None:
    """Run the university app, with your own parts in it when you ask: course app --with 2.3."""
    from grader import paths
    from grader.learner import app, say

    chosen = app.Options(names, port, host, prefix, behind_proxy, fresh)
    if not app.run(paths.find(), chosen):
        say.line("→", "Finish a task first; `course check` says how far you are.", err=True)
        sys.exit(1)
