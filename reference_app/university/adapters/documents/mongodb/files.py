"""Files of applications: the content in GridFS, and one document an application that lists its files.

A file is there once the application's document lists it. That document is changed by single updates, which
MongoDB makes atomic: so the list never grows beyond its limit, and half-written content is never seen.
"""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

from bson import ObjectId
from gridfs import GridFSBucket, GridOut, NoFile
from pymongo import ASCENDING, IndexModel
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from university.adapters.documents.mongodb.database import Document, reachable
from university.adapters.documents.refusals import check_id, no_such_file, too_many_files
from university.adapters.documents.stores import DocumentsUnavailable
from university.application.ports.clock import Clock
from university.application.ports.file_store import MOST_FILES, MediaType, StoredFile
from university.application.uploads import CHUNK, Upload, check_application

LISTS = "application_files"
BUCKET = "uploads"
INDEX = IndexModel([("files.id", ASCENDING)], name="list_of_file")
LEFT_BEHIND_AFTER = timedelta(days=1)


class MongoFiles:
    """Fulfils FileStore."""

    def __init__(self, database: Database[Document], clock: Clock) -> None:
        self._lists = database[LISTS]
        self._chunks = database[BUCKET]["chunks"]
        self._bucket = GridFSBucket(database, BUCKET)
        self._clock = clock

    def prepare(self) -> None:
        """Make the index, and clear away content that no application lists."""
        with reachable():
            self._lists.create_indexes([INDEX])
            for found in self._chunks.aggregate(_left_behind(datetime.now(UTC))):
                self._remove(found["_id"])

    def put(self, application: str, name: str, media_type: str, content: BinaryIO | bytes) -> StoredFile:
        """Write the content, then list the file."""
        upload = Upload(application, name, media_type, content)
        writer = self._bucket.open_upload_stream(upload.name)
        try:
            for chunk in upload.chunks():
                with reachable():
                    writer.write(chunk)
            with reachable():
                writer.close()
            stored = upload.stored(str(writer._id), self._clock.now())
            with reachable():
                listed = self._list(stored)
            if not listed:
                raise too_many_files()
        except BaseException:
            with suppress(DocumentsUnavailable), reachable():
                writer.abort()
            raise
        return stored

    def find(self, id: str) -> StoredFile:
        """What is known of the file."""
        with reachable():
            found = self._lists.find_one({"files.id": _object_id(id)})
        if found is not None:
            for entry in found["files"]:
                if str(entry["id"]) == id:
                    return _stored(found["_id"], entry)
        raise no_such_file()

    def open(self, id: str) -> BinaryIO:
        """The content."""
        stored = self.find(id)
        with reachable():
            try:
                content = self._bucket.open_download_stream(ObjectId(stored.id))
            except NoFile:
                raise no_such_file() from None
        return io.BufferedReader(_Download(content), CHUNK)

    def of_application(self, application: str) -> tuple[StoredFile, ...]:
        """The application's files, the first uploaded first."""
        check_application(application)
        with reachable():
            found = self._lists.find_one({"_id": application})
        return tuple(_stored(application, entry) for entry in found["files"]) if found else ()

    def delete(self, id: str) -> None:
        """Remove the content, then its entry in the list: who is cut off in between deletes again."""
        stored = self.find(id)
        key = ObjectId(stored.id)
        with reachable():
            self._remove(key)
            self._lists.update_one({"_id": stored.application}, {"$pull": {"files": {"id": key}}})

    def _list(self, stored: StoredFile) -> bool:
        """Add the file to its application's list; False when that is full."""
        room = {"_id": stored.application, f"files.{MOST_FILES - 1}": {"$exists": False}}
        add = {"$push": {"files": _entry(stored)}}
        try:
            self._lists.update_one(room, add, upsert=True)
        except DuplicateKeyError:
            # The document exists: it is full, or somebody else made it at this moment.
            return self._lists.update_one(room, add).matched_count == 1
        return True

    def _remove(self, key: ObjectId) -> None:
        with suppress(NoFile):  # it also removes chunks that belong to no file
            self._bucket.delete(key)


class _Download(io.RawIOBase):
    """Reads from GridFS, with the errors of this app."""

    def __init__(self, content: GridOut) -> None:
        self._content = content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        with reachable():
            data = self._content.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _left_behind(now: datetime) -> list[Document]:
    """The keys of content that is older than a day and listed nowhere."""
    return [
        {"$match": {"n": 0, "files_id": {"$lt": ObjectId.from_datetime(now - LEFT_BEHIND_AFTER)}}},
        {"$lookup": {"from": LISTS, "localField": "files_id", "foreignField": "files.id", "as": "lists"}},
        {"$match": {"lists": []}},
        {"$project": {"_id": "$files_id"}},
    ]


def _object_id(id: str) -> ObjectId:
    check_id(id)
    if not ObjectId.is_valid(id):
        raise no_such_file()
    return ObjectId(id)


def _entry(stored: StoredFile) -> Document:
    return {
        "id": ObjectId(stored.id),
        "name": stored.name,
        "media_type": stored.media_type.value,
        "size": stored.size,
        "sha256": stored.sha256,
        "uploaded_at": stored.uploaded_at,
    }


def _stored(application: str, entry: Document) -> StoredFile:
    return StoredFile(
        id=str(entry["id"]),
        application=application,
        name=entry["name"],
        media_type=MediaType(entry["media_type"]),
        size=entry["size"],
        sha256=entry["sha256"],
        uploaded_at=entry["uploaded_at"],
    )
