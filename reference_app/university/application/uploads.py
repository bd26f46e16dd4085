"""A file on its way into a store: checked, counted and hashed while it streams."""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from university.application.names import check_name
from university.application.ports.file_store import LARGEST_FILE, FileRefused, MediaType, StoredFile

CHUNK = 64 * 1024
LONGEST_NAME = 255
LONGEST_ID = 100
"""Characters."""

SIGNATURES = {
    MediaType.PDF: b"%PDF-",
    MediaType.PNG: b"\x89PNG\r\n\x1a\n",
    MediaType.JPEG: b"\xff\xd8\xff",
}
"""How files of a kind begin: ISO 32000, RFC 2083 and ISO 10918. Plain text has no such mark."""

_NOT_IN_TEXT = frozenset(chr(code) for code in range(32)) - frozenset("\t\n\r\f")


def check_application(application: str) -> None:
    """See that it could be an application's id. Raises InvalidValue."""
    check_name(application, "application's id", LONGEST_ID)


class Upload:
    """One file as it arrives. A store iterates over `chunks()` to the end, and only then shows the file.

    Raises InvalidValue for a name that cannot be kept, FileRefused for a kind that is not taken.
    """

    def __init__(self, application: str, name: str, media_type: str, content: BinaryIO | bytes) -> None:
        check_application(application)
        check_name(name, "file's name", LONGEST_NAME)
        self.application = application
        self.name = name
        self.media_type = _known(media_type)
        self._content = io.BytesIO(content) if isinstance(content, bytes) else content
        self._hash = hashlib.sha256()
        self._size = 0

    def chunks(self) -> Iterator[bytes]:
        """The content. Raises FileRefused where it is too large, empty, or not what it claims to be."""
        check = _PlainText() if self.media_type is MediaType.TEXT else _Beginning(self.media_type)
        while chunk := self._content.read(CHUNK):
            self._size += len(chunk)
            if self._size > LARGEST_FILE:
                raise FileRefused(
                    f"The file is larger than {LARGEST_FILE // 1024**2} MB.",
                    remedy="Make it smaller, for example with fewer or coarser pictures.",
                )
            self._hash.update(chunk)
            check.see(chunk)
            yield chunk
        if not self._size:
            raise FileRefused("The file is empty.", remedy="Choose the file again.")
        check.end()

    def stored(self, id: str, now: datetime) -> StoredFile:
        """What is known of the file after its last chunk."""
        return StoredFile(
            id=id,
            application=self.application,
            name=self.name,
            media_type=self.media_type,
            size=self._size,
            sha256=self._hash.hexdigest(),
            uploaded_at=now.replace(microsecond=0),
        )


def _known(media_type: str) -> MediaType:
    try:
        return MediaType(media_type)
    except ValueError:
        raise FileRefused(
            "Files of this kind are not taken.",
            remedy="Use PDF, PNG, JPEG, or plain text in UTF-8.",
        ) from None


class _Beginning:
    """Compares how a file begins with what its kind demands."""

    def __init__(self, media_type: MediaType) -> None:
        self._media_type = media_type
        self._missing = SIGNATURES[media_type]

    def see(self, chunk: bytes) -> None:
        part = self._missing[: len(chunk)]
        if not chunk.startswith(part):
            self._refuse()
        self._missing = self._missing[len(part) :]

    def end(self) -> None:
        if self._missing:
            self._refuse()

    def _refuse(self) -> None:
        raise FileRefused(
            f"The file claims to be {self._media_type}, but its content is something else.",
            remedy="Save it anew in the program that made it; renaming a file does not change its kind.",
        )


class _PlainText:
    """Decodes a file as it passes."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def see(self, chunk: bytes) -> None:
        self._decode(chunk)

    def end(self) -> None:
        self._decode(b"", final=True)

    def _decode(self, chunk: bytes, *, final: bool = False) -> None:
        try:
            text = self._decoder.decode(chunk, final)
        except UnicodeDecodeError:
            raise _no_text() from None
        if not _NOT_IN_TEXT.isdisjoint(text):
            raise _no_text()


def _no_text() -> FileRefused:
    return FileRefused(
        "The file claims to be plain text, but holds something else.",
        remedy="Save it as plain text with the encoding UTF-8.",
    )
