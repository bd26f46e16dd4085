"""Files that belong to applications for admission, such as certificates and portraits."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from university.domain.errors import DomainError

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes."""
MOST_FILES = 10
"""Files of one application."""


class MediaType(enum.StrEnum):
    """The kinds of files that are taken."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TEXT = "text/plain"
    """In UTF-8."""


class FileRefused(DomainError):
    """The file is too large, of another kind than it claims, or one too many; nothing of it was kept."""

    code = "file.refused"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What is known of a file.

    `name` is what the applicant called it: words to show, never a path. `id` is the store's own. `size` is in
    bytes, `sha256` in hexadecimal digits, `uploaded_at` in UTC, to the second.
    """

    id: str
    application: str
    name: str
    media_type: MediaType
    size: int
    sha256: str
    uploaded_at: datetime


class FileStore(Protocol):
    """Files by application. A file is there as a whole or not at all.

    Every method may raise StoreUnavailable.
    """

    def prepare(self) -> None:
        """Make what is missing, and clear away what uploads that were cut off left behind a day ago."""

    def put(self, application: str, name: str, media_type: str, content: BinaryIO | bytes) -> StoredFile:
        """Read `content` in chunks and keep it. Raises FileRefused, or InvalidValue for an impossible name.

        Of two who add the last possible file at one moment, one is refused.
        """

    def find(self, id: str) -> StoredFile:
        """What is known of the file: whose it is must be checked before it is opened. Raises NotFound."""

    def open(self, id: str) -> BinaryIO:
        """The content, to be read in chunks and closed. Raises NotFound."""

    def of_application(self, application: str) -> tuple[StoredFile, ...]:
        """The application's files, the first uploaded first."""

    def delete(self, id: str) -> None:
        """Remove the file for good. Raises NotFound."""
