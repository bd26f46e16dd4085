"""`university assess`: ask the rules, change nothing."""

from __future__ import annotations

import click

from university.application.enrolment import EnrolmentDesk
from university.application.front_desk import FRONT_DESK
from university.entrypoints.cli import FAILED, service


@click.command("assess")
@click.argument("student")
@click.argument("section")
@click.pass_context
def command(ctx: click.Context, student: str, section: str) -> None:
    """Say whether STUDENT could have a place in SECTION now, such as: assess S-1042 BIO-201-A.

    Exit code 0 for yes, 1 for no.
    """
    decision = service(EnrolmentDesk).assess(FRONT_DESK, student.upper(), section.upper())
    if decision.status is not None:
        click.echo(f"Yes: {student.upper()} would be {decision.status} in {section.upper()}.")
        return
    click.echo(f"No: {student.upper()} would be refused in {section.upper()}.")
    for refusal in decision.refusals:
        click.echo(f"  {refusal.code}: {refusal.message}")
    ctx.exit(FAILED)
