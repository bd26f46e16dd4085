"""`course checkpoint`: the app as it stands at the end of a chapter."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("chapter", type=int)
@click.argument("folder", type=click.Path(path_type=Path))
def command(chapter: int, folder: Path) -> None:
    """Write the university app as of the end of CHAPTER, with its tests, into a new FOLDER."""
    from grader import paths
    from grader.authoring import checkpoint
    from grader.manifest import load

    course = paths.find()
    copied = checkpoint.write(course, load(course.book / "course.toml"), chapter, folder)
    click.echo(f"Wrote {len(copied)} files to {folder}. Try: cd {folder} && python -m university --help")
