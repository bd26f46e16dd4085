"""`course book`: build the site and show it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from grader import paths as course_paths
from grader.book.variables import ADDRESS, REPOSITORY
from grader.manifest import load


@click.group(name="book")
def command() -> None:
    """Build the site, or show the built one."""


@command.command()
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Default: the folder book.")
@click.option("--fresh", is_flag=True, help="Build every page again.")
@click.option(
    "--address", envvar=ADDRESS, default="", help="Where the site will stand, such as https://…/course."
)
@click.option(
    "--repository", envvar=REPOSITORY, default="", help="The course's repository, for launch links."
)
def build(output: Path | None, fresh: bool, address: str, repository: str) -> None:
    """Build the site into book/_build/html; a warning is an error.

    Its links are relative, so it works below any address. With an address, pages also get canonical links and
    cards, and the site a sitemap. Without the options, _config.yml says both.
    """
    from grader.book.build import build as build_site
    from grader.book.build import site

    paths, began = course_paths.find(), time.monotonic()
    target = (output or paths.book).resolve()
    click.echo("Building the site …")
    title = load(paths.book / "course.toml").title
    said = {ADDRESS: address, REPOSITORY: repository}
    code = build_site(paths, target, title=title, fresh=fresh, said=said)
    if code != 0:
        click.secho(
            "✗ The site was not built: mend what is named above and run it again.", err=True, fg="red"
        )
        sys.exit(1)
    click.echo(f"✓ {site(target) / 'index.html'} ({time.monotonic() - began:.0f} s). Show it: make serve")


@command.command()
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Default: the folder book.")
def check(output: Path | None) -> None:
    """Check the built site: links, anchors, what pages load, what the search finds."""
    from grader.book.build import site
    from grader.book.check import faults

    folder = site((output or course_paths.find().book).resolve())
    found = faults(folder)
    for fault in found:
        click.secho(f"✗ {fault}", err=True, fg="red")
    if found:
        sys.exit(1)
    click.echo(f"✓ {folder}: every link leads somewhere, and nothing is loaded from elsewhere.")


@command.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: a free one.")
@click.option("--prefix", default="", help="The part of the address before the site, such as /course.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Default: the folder book.")
def serve(port: int, prefix: str, output: Path | None) -> None:
    """Show the built site on 127.0.0.1 until Ctrl-C."""
    from grader.book.build import site
    from grader.book.server import address, server

    running = server(site((output or course_paths.find().book).resolve()), port, prefix=prefix)
    click.echo(f"The site is at {address(running, prefix)} (Ctrl-C stops it).")
    with running:
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            click.echo("\nStopped.")
