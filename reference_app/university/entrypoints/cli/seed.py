"""`university seed`: fill the store with the demonstration campus."""

from __future__ import annotations

from datetime import datetime

import click

from university.application.campus import Seeding
from university.application.ports.clock import Clock
from university.entrypoints.cli import service


@click.command("seed")
@click.option("--reset", is_flag=True, help="Forget everything that is stored first.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day the campus shows, as 2026-11-20.",
)
def command(reset: bool, today: datetime | None) -> None:
    """Make what is missing and fill it with Aldermoor University. The same day gives the same campus."""
    day = (today or service(Clock).now()).date()
    seeding = service(Seeding)
    campus = seeding.fill(day, replace=reset)
    if campus is None:
        click.echo("The store already holds a university; nothing was changed. Use --reset to begin anew.")
        return
    click.echo(
        f"Stored {len(campus.departments)} departments, {len(campus.courses)} courses, "
        f"{len(campus.students)} students, and {len(campus.sections)} sections with "
        f"{len(campus.enrolments)} enrolments in {len(campus.terms)} terms up to {campus.terms[-1].name}."
    )
    for hint in seeding.hints():
        click.echo(hint)
