"""`university user` and its password: accounts, for whoever runs the university."""

from __future__ import annotations

import click

from university.application.authentication import Authentication
from university.application.users import Users
from university.domain.identity import Role
from university.entrypoints.cli import service


@click.group("user")
def command() -> None:
    """Make accounts, and give them passwords."""


@command.command("add")
@click.argument("email")
@click.argument("name")
@click.option(
    "--role", "roles", type=click.Choice([role.value for role in Role]), multiple=True, required=True
)
@click.option("--student", metavar="NUMBER", help="The student behind it, such as S-1042.")
@click.option("--professor", metavar="NUMBER", help="The professor behind it, such as P-6.")
def add(email: str, name: str, roles: tuple[str, ...], student: str | None, professor: str | None) -> None:
    """Make an account for NAME at EMAIL; it cannot sign in before it has a password."""
    chosen = [Role(role) for role in roles]
    user = service(Users).create(email, name, chosen, student=student, professor=professor)
    click.echo(f"{user.email} is {user.id}. Give it a password: university user password {user.email}")


@command.command("password")
@click.argument("email")
@click.password_option(help="Asked for where it is left out, so that no history of commands has it.")
def password(email: str, password: str) -> None:
    """Set the password of the account at EMAIL."""
    service(Authentication).set_password(email, password)
    click.echo(f"{email} signs in with the new password.")
