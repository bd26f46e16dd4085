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

    Exit code 0: all made, or nothing stale; 1: stale, or a lesson fails; 2: bad input.
    """
    from grader.authoring import derived, outputs

    paths = places.find()
    found = 0
    for generator in derived.choose(names):
        if check and not generator.checked and generator.name not in names:
            continue
        try:
            changed = (
                [path for path, _ in derived.stale(generator, paths)]
                if check
                else derived.write(generator, paths)
            )
        except outputs.LessonFails as error:
            click.echo(f"✗ {error.message}\n  {error.remedy}", err=True)
            sys.exit(1)
        found += len(changed)
        state = ("stale" if check else "made") if changed else "up to date"
        click.echo(f"{generator.name:<10} {state:<11} {generator.sources} → {generator.targets}")
        for path in changed:
            click.echo(f"  {path}")
    if check and found:
        click.echo(f"✗ {found} derived files are stale. Make them with: course derive", err=True)
        sys.exit(1)
