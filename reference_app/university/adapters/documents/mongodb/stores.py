"""Both stores in MongoDB."""

from __future__ import annotations

from university.adapters.documents.mongodb.database import make_client, open_database
from university.adapters.documents.mongodb.feed import MongoFeed
from university.adapters.documents.mongodb.files import MongoFiles
from university.adapters.documents.stores import DocumentStores
from university.application.ports.clock import Clock


def open_mongodb(url: str, clock: Clock) -> DocumentStores:
    """Stores on the server at `mongodb://…`; nothing is connected yet. Raises UnknownServer."""
    client = make_client(url)
    database = open_database(client)
    return DocumentStores(MongoFeed(database), MongoFiles(database, clock), client.close)
