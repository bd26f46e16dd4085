"""`university db`: where the database's schema stands, and moving it."""

from __future__ import annotations

import click

from university.application.ports.schema import Revision, Schema
from university.entrypoints.cli import service


@click.group("db")
def command() -> None:
    """Show and change the schema of the database."""


@command.command("current")
def current() -> None:
    """Say at which revision the database is."""
    schema = service(Schema)
    now, latest = schema.current(), schema.latest()
    click.echo(_line(now) if now else "The database is empty.")
    if now != latest:
        click.echo(f"The latest is {_line(latest)}. Run: university db upgrade")


@command.command("upgrade")
def upgrade() -> None:
    """Bring the database to the latest revision; its data stay."""
    schema = service(Schema)
    made = schema.upgrade()
    for revision in made:
        click.echo(f"Made {_line(revision)}")
    if not made:
        click.echo(f"Nothing to do: the database is at {_line(schema.latest())}.")


@command.command("downgrade")
@click.argument("revision")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def downgrade(revision: str, yes: bool) -> None:
    """Undo the steps after REVISION, such as 0002, with the data they hold; `base` undoes all."""
    if not yes:
        click.confirm(f"What was stored since revision {revision} will be lost. Go on?", abort=True)
    undone = service(Schema).downgrade(revision)
    for step in undone:
        click.echo(f"Undid {_line(step)}")
    if not undone:
        click.echo(f"Nothing to do: the database is at {revision}.")


def _line(revision: Revision) -> str:
    return f"{revision.id} {revision.title}"
