"""`university waitlist`: what a scheduler runs every few minutes."""

from __future__ import annotations

import click

from university.application.enrolment import EnrolmentDesk
from university.application.front_desk import FRONT_DESK
from university.entrypoints.cli import service


@click.group("waitlist")
def command() -> None:
    """Look after the waitlists."""


@command.command("sweep")
def sweep() -> None:
    """End offers that nobody took in time, and offer every free seat to who is next."""
    swept = service(EnrolmentDesk).sweep(FRONT_DESK)
    for word, enrolments in (("expired", swept.expired), ("offered", swept.offered)):
        for enrolment in enrolments:
            click.echo(f"{word}  {enrolment.section}  {enrolment.student}")
    click.echo(f"{len(swept.expired)} offers expired, {len(swept.offered)} seats offered.")
