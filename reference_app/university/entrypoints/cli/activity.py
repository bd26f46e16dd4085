"""`university activity`: what a scheduler runs every minute."""

from __future__ import annotations

import click

from university.application.activity import ActivityProjection
from university.entrypoints.cli import service


@click.group("activity")
def command() -> None:
    """Keep the activity feed up with the log."""


@command.command("catch-up")
def catch_up() -> None:
    """Tell the feed what is new in the log. It may run as often, and as many at once, as you like."""
    click.echo(f"{service(ActivityProjection).catch_up()} new activities.")


@command.command("rebuild")
def rebuild() -> None:
    """Make the feed anew from the log; run it after `university seed --reset`."""
    click.echo(f"The feed was made anew: {service(ActivityProjection).rebuild()} activities.")
