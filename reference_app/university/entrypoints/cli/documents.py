"""`university documents`: looking after the activity feed and the files of applications."""

from __future__ import annotations

import click

from university.application.ports.activity_feed import ActivityFeed
from university.application.ports.file_store import FileStore
from university.entrypoints.cli import service


@click.group("documents")
def command() -> None:
    """Look after the activity feed and the files of applications."""


@command.command("prepare")
def prepare() -> None:
    """Make what is missing and clear away what broken uploads left. Run it after installing, then daily."""
    service(ActivityFeed).prepare()
    service(FileStore).prepare()
    click.echo("The activity feed and the files are ready.")
