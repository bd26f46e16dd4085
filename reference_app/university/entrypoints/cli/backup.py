"""`university backup`: the whole database in one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from university.application.ports.backup import Backups, Manifest
from university.entrypoints.cli import service

FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("backup")
def command() -> None:
    """Back the database up, and restore it."""


@command.command("create")
@FILE
def create(file: Path) -> None:
    """Write the database into FILE, while the app goes on."""
    _tell(f"Wrote {file}", service(Backups).create(file))


@command.command("verify")
@FILE
def verify(file: Path) -> None:
    """Check that FILE is whole and can be restored here."""
    _tell(f"{file} is whole", service(Backups).verify(file))


@command.command("restore")
@FILE
@click.option("--replace", is_flag=True, help="Give up the data that the database holds now.")
def restore(file: Path, replace: bool) -> None:
    """Make the database what it was when FILE was written."""
    _tell(f"Restored {file}", service(Backups).restore(file, replace=replace))
    click.echo("If the app is newer than the backup, run: university db upgrade")


def _tell(done: str, manifest: Manifest) -> None:
    rows = sum(manifest.rows.values())
    click.echo(
        f"{done}: {manifest.engine} at revision {manifest.revision}, {manifest.created:%Y-%m-%d %H:%M} UTC, "
        f"{rows:,} rows in {len(manifest.rows)} tables."
    )
