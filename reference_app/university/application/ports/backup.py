"""Backups: the whole store in one file, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from university.domain.errors import DomainError, InvalidValue


class BadBackup(InvalidValue):
    """A file that is no backup, is damaged, or does not fit this store or this version of the app."""

    code = "backup.unusable"


class StoreNotEmpty(DomainError):
    """A backup was about to be restored over data that nobody gave up."""

    code = "backup.store_not_empty"

    def __init__(self) -> None:
        super().__init__(
            "The database holds data, which a restore would destroy.",
            remedy="Make a backup of it, then restore with --replace; or name an empty database.",
        )


class BackupFailed(DomainError):
    """A client program is missing or failed, or the file could not be written."""

    code = "backup.failed"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself.

    `engine` is the kind of database, `revision` the schema's last step, `rows` the number of rows of each
    table, and `sha256` the checksum of the data in hexadecimal digits.
    """

    engine: str
    revision: str
    created: datetime
    rows: Mapping[str, int]
    sha256: str


class Backups(Protocol):
    """Making and using backups. Raises StoreUnavailable, StoreBusy and BackupFailed."""

    def create(self, file: Path) -> Manifest:
        """Write the store as it is at one moment, while others go on writing.

        The file appears under its name only when it is complete. Raises InvalidValue where one is already.
        """

    def verify(self, file: Path) -> Manifest:
        """Read the whole file. Raises NotFound, and BadBackup unless it can be restored into this store."""

    def restore(self, file: Path, *, replace: bool = False) -> Manifest:
        """Make the store what it was. Raises the same, and StoreNotEmpty without `replace`."""
