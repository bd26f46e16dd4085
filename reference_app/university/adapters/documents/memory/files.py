"""Files of applications in memory."""

from __future__ import annotations

import io
import uuid
from threading import Lock
from typing import BinaryIO

from university.adapters.documents.refusals import check_id, no_such_file, too_many_files
from university.application.ports.clock import Clock
from university.application.ports.file_store import MOST_FILES, StoredFile
from university.application.uploads import Upload, check_application


class MemoryFiles:
    """Fulfils FileStore."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._files: dict[str, tuple[StoredFile, bytes]] = {}
        self._lock = Lock()

    def prepare(self) -> None:
        """There is nothing to make."""

    def put(self, application: str, name: str, media_type: str, content: BinaryIO | bytes) -> StoredFile:
        """Keep the file."""
        upload = Upload(application, name, media_type, content)
        data = b"".join(upload.chunks())
        stored = upload.stored(uuid.uuid4().hex, self._clock.now())
        with self._lock:
            if len(self._of(application)) >= MOST_FILES:
                raise too_many_files()
            self._files[stored.id] = (stored, data)
        return stored

    def find(self, id: str) -> StoredFile:
        """What is known of the file."""
        return self._entry(id)[0]

    def open(self, id: str) -> BinaryIO:
        """The content."""
        return io.BytesIO(self._entry(id)[1])

    def of_application(self, application: str) -> tuple[StoredFile, ...]:
        """The application's files, the first uploaded first."""
        check_application(application)
        with self._lock:
            return self._of(application)

    def delete(self, id: str) -> None:
        """Remove the file."""
        check_id(id)
        with self._lock:
            if self._files.pop(id, None) is None:
                raise no_such_file()

    def _of(self, application: str) -> tuple[StoredFile, ...]:
        return tuple(stored for stored, _ in self._files.values() if stored.application == application)

    def _entry(self, id: str) -> tuple[StoredFile, bytes]:
        check_id(id)
        entry = self._files.get(id)
        if entry is None:
            raise no_such_file()
        return entry
