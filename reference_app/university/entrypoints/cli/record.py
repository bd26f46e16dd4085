"""`university record`: what a student has behind them."""

from __future__ import annotations

from decimal import Decimal

import click

from university.application.front_desk import FRONT_DESK
from university.application.records import Records
from university.entrypoints.cli import service


@click.command("record")
@click.argument("student")
def command(student: str) -> None:
    """Show the academic record of STUDENT by terms, such as: record S-1042."""
    record = service(Records).record(FRONT_DESK, student.upper())
    click.echo(f"{record.student.number}  {record.student.name}")
    for term in record.terms:
        click.echo(f"{term.term}: {term.credits_earned} credits, GPA {_shown(term.gpa)}")
        for result in term.results:
            click.echo(f"  {result.course}  {result.credits} cr  {result.grade}")
    if record.in_progress:
        click.echo(f"In progress: {', '.join(record.in_progress)}")
    click.echo(f"All terms: {record.credits_earned} credits, GPA {_shown(record.gpa)}")


def _shown(average: Decimal | None) -> str:
    return "–" if average is None else str(average)
