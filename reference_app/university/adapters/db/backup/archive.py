"""The file of a backup: a zip with the manifest and the data, which any unzip can open as well."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from university.application.ports.backup import BackupFailed, BadBackup, Manifest
from university.domain.errors import NotFound

FORMAT = 1
MANIFEST = "manifest.json"
DATA = "data"
BLOCK = 1 << 20
OTHER_FILE = "Use another copy of the backup."


def checksum(data: Path) -> str:
    """SHA-256 of a file."""
    with data.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder for what lies between, on the same disk and for this user alone. Raises BackupFailed."""
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as name:
            yield Path(name)
    except OSError as error:
        raise BackupFailed(
            f"Files in {folder} cannot be written: {error.strerror}.",
            remedy="Name a folder that exists, where you may write and that has space.",
        ) from error


def pack(manifest: Manifest, data: Path, file: Path) -> None:
    """Write the file beside the data first; it gets its name when it is complete and on the disk."""
    complete = data.with_suffix(".zip")
    facts = {"format": FORMAT, **asdict(manifest), "created": manifest.created.isoformat()}
    with complete.open("xb") as target:
        complete.chmod(0o600)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(MANIFEST, json.dumps(facts, indent=2))
            archive.write(data, DATA)
        target.flush()
        os.fsync(target.fileno())
    complete.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def unpack(file: Path, data: Path) -> Manifest:
    """Write the data to a file of its own and check it. Raises NotFound, BadBackup."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive.read(MANIFEST))
            with archive.open(DATA) as source, data.open("wb") as target:
                found = _copy(source, target)  # type: ignore[arg-type]
    except (FileNotFoundError, IsADirectoryError):
        raise NotFound(
            f"There is no file {file}.", remedy="Name a file that a backup was written to."
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError) as error:
        raise BadBackup(f"{file} is no backup, or is damaged.", remedy=OTHER_FILE) from error
    if found != manifest.sha256:
        raise BadBackup(f"{file} is damaged: its checksum is not that of its data.", remedy=OTHER_FILE)
    return manifest


def _copy(source: BinaryIO, target: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := source.read(BLOCK):
        digest.update(block)
        target.write(block)
    return digest.hexdigest()


def _manifest(text: bytes) -> Manifest:
    facts = json.loads(text)
    if facts.pop("format") != FORMAT:
        raise BadBackup("The backup is of a format that this app does not know.", remedy="Update the app.")
    return Manifest(**facts | {"created": datetime.fromisoformat(facts["created"])})
