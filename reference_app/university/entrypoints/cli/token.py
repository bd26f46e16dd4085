"""`university token`: a token for a program, from whoever runs the app."""

from __future__ import annotations

import click

from university.application.tokens import LONGEST_LIFE, Tokens
from university.application.users import Users
from university.entrypoints.cli import service


@click.command("token")
@click.argument("email")
@click.option("--label", default="", help="What the token is for.")
@click.option(
    "--days", type=click.IntRange(1, LONGEST_LIFE), default=30, show_default=True, help="How long it counts."
)
def command(email: str, label: str, days: int) -> None:
    """Issue a token with which a program asks in a user's place. Its secret is shown this once."""
    user = service(Users).by_email(email)
    issued = service(Tokens).issue(user, label, days)
    click.echo(issued.secret)
    click.echo(f"For {user.name}, until {issued.token.expires_at:%Y-%m-%d %H:%M} UTC.", err=True)
