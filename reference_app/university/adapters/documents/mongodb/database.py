"""The connection to MongoDB, and what its errors mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import ConfigurationError, PyMongoError

from university.adapters.documents.stores import DocumentsUnavailable

Document = dict[str, Any]

DEFAULT_NAME = "university"
TIMEOUTS = {"serverSelectionTimeoutMS": 2_000, "connectTimeoutMS": 2_000, "timeoutMS": 10_000}
"""How long to look for a server, to connect, and to wait for one operation. The address may say otherwise."""


class UnknownServer(ValueError):
    """The address cannot be used."""


def make_client(url: str) -> MongoClient[Document]:
    """A client for `mongodb://…`. Nothing is connected yet. Raises UnknownServer, without the address."""
    try:
        return MongoClient(
            url, connect=False, tz_aware=True, appname="university", **_where_silent(url, TIMEOUTS)
        )
    except (ConfigurationError, ValueError):
        raise UnknownServer(
            "this is no address of a MongoDB server; use mongodb://USER:PASSWORD@HOST:PORT/NAME and write "
            "special characters of the user and the password as %XX"
        ) from None


def open_database(client: MongoClient[Document]) -> Database[Document]:
    """The database that the address names, or else `university`."""
    return client.get_default_database(DEFAULT_NAME)


@contextmanager
def reachable() -> Iterator[None]:
    """Turn what the driver raises into DocumentsUnavailable."""
    try:
        yield
    except PyMongoError as error:
        raise DocumentsUnavailable from error


def _where_silent(url: str, defaults: Mapping[str, int]) -> dict[str, Any]:
    """The defaults that the address does not set itself: what the caller passes would win over it."""
    set_there = dict(parse_qsl(url.partition("?")[2].lower()))
    return {name: value for name, value in defaults.items() if name.lower() not in set_there}
