"""`course derive`: make every derived file anew, or say which are stale."""

from __future__ import annotations

import sys

import click

from grader import paths as places


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--check", is_flag=True, help="Change nothing; list stale files and exit with 1 when there are any."
)
def command(names: tuple[str, ...], check: bool) -> None:
    """Make the derived files: outputs, exercises, toc, path, screenshots (all, or those named).

    `--check` leaves the lessons' outputs out unless they are named: the tests prove those by
    running the lessons.
    """
    from grader.authoring import derived

    paths = places.find()
    found = 0
    for generator in derived.choose(names):
        if check and not generator.checked and generator.name not in names:
            continue
        changed = (
            [path for path, _ in derived.stale(generator, paths)]
            if check
            else derived.write(generator, paths)
        )
        found += len(changed)
        state = ("stale" if check else "made") if changed else "up to date"
        click.echo(f"{generator.name:<10} {state:<11} {generator.sources} → {generator.targets}")
        for path in changed:
            click.echo(f"  {path}")
    if check and found:
        click.echo(f"✗ {found} derived files are stale. Make them with: course derive", err=True)
        sys.exit(1)
