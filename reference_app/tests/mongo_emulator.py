"""An emulator of MongoDB: the real driver talks over TCP to mongomock, a model of the server in memory.

It is not MongoDB. It shows that the app's commands are understood and answered: inserts, updates, deletes,
queries in batches (`getMore`), unique ids, indexes by name, aggregation pipelines, GridFS. It cannot show
durability, transactions, replication, sign-in, how a query uses an index, writes at one moment (commands wait
for each other), what the server's own limits are, or how fast anything is. Set
UNIVERSITY_TEST_MONGODB_URL to run the same tests on a server.

`python mongo_emulator.py PORT` prints its address and serves until its standard input is closed.
"""

from __future__ import annotations

import itertools
import socketserver
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import bson
import mongomock
from bson import Int64
from mongomock.collection import Collection

Document = dict[str, Any]

OP_REPLY, OP_QUERY, OP_MSG = 1, 2004, 2013
HEADER = struct.Struct("<iiii")
CHECKSUM_PRESENT, MORE_TO_COME = 1, 2
FIRST_BATCH = 101
DUPLICATE, NO_SUCH_COMMAND, NO_SUCH_CURSOR, FAILED = 11000, 59, 43, 8
LIMITS = {"maxBsonObjectSize": 16 * 1024**2, "maxMessageSizeBytes": 48_000_000, "maxWriteBatchSize": 100_000}
HELLO = {"helloOk": True, "isWritablePrimary": True, "minWireVersion": 0, "maxWireVersion": 21, **LIMITS}


class CommandFailed(Exception):
    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class Emulator:
    """Answers commands, one at a time."""

    def __init__(self) -> None:
        self._client: Any = mongomock.MongoClient()
        self._lock = threading.Lock()
        self._cursors: dict[int, Iterator[Document]] = {}
        self._numbers = itertools.count(1)
        self._commands: dict[str, Callable[[Document], Document]] = {
            "hello": lambda _: HELLO,
            "ismaster": lambda _: HELLO | {"ismaster": True},
            "ping": lambda _: {},
            "buildinfo": lambda _: {"version": "emulated"},
            "insert": self._insert,
            "find": self._find,
            "aggregate": self._aggregate,
            "getmore": self._get_more,
            "killcursors": self._kill_cursors,
            "update": self._update,
            "delete": self._delete,
            "createindexes": self._create_indexes,
            "listindexes": self._list_indexes,
            "dropdatabase": self._drop_database,
        }

    def answer(self, command: Document) -> Document:
        name = next(iter(command))
        run = self._commands.get(name.lower())
        try:
            if run is None:
                raise CommandFailed(NO_SUCH_COMMAND, f"the emulator has no command {name!r}")
            with self._lock:
                return {"ok": 1.0, **run(command)}
        except CommandFailed as failed:
            return {"ok": 0.0, "code": failed.code, "errmsg": str(failed)}
        except Exception as error:  # whatever mongomock cannot do is told to the client
            return {"ok": 0.0, "code": getattr(error, "code", None) or FAILED, "errmsg": repr(error)}

    def _collection(self, command: Document) -> Collection:
        return self._client[command["$db"]][command[next(iter(command))]]

    def _insert(self, command: Document) -> Document:
        collection = self._collection(command)

        def insert(document: Document) -> Document:
            collection.insert_one(document)
            return {}

        return _one_by_one(command, "documents", insert)

    def _find(self, command: Document) -> Document:
        found = self._collection(command).find(
            command.get("filter"),
            command.get("projection"),
            skip=command.get("skip", 0),
            limit=abs(command.get("limit", 0)),
            sort=list(command.get("sort", {}).items()) or None,
        )
        return self._batch(command, found, command.get("batchSize"))

    def _aggregate(self, command: Document) -> Document:
        found = self._collection(command).aggregate(command["pipeline"])
        return self._batch(command, found, command["cursor"].get("batchSize"))

    def _batch(self, command: Document, found: Iterable[Document], size: int | None) -> Document:
        documents = iter(list(found))
        first = list(itertools.islice(documents, FIRST_BATCH if size is None else size))
        number = 0
        if (following := next(documents, None)) is not None and not command.get("singleBatch"):
            number = next(self._numbers)
            self._cursors[number] = itertools.chain([following], documents)
        namespace = f"{command['$db']}.{command[next(iter(command))]}"
        return {"cursor": {"id": Int64(number), "ns": namespace, "firstBatch": first}}

    def _get_more(self, command: Document) -> Document:
        number = command["getMore"]
        if number not in self._cursors:
            raise CommandFailed(NO_SUCH_CURSOR, f"cursor id {number} not found")
        size = command.get("batchSize")
        batch = list(itertools.islice(self._cursors[number], size or None))
        if size is None or len(batch) < size:
            del self._cursors[number]
            number = 0
        namespace = f"{command['$db']}.{command['collection']}"
        return {"cursor": {"id": Int64(number), "ns": namespace, "nextBatch": batch}}

    def _kill_cursors(self, command: Document) -> Document:
        killed = [number for number in command["cursors"] if self._cursors.pop(number, None) is not None]
        return {"cursorsKilled": killed}

    def _update(self, command: Document) -> Document:
        collection = self._collection(command)
        upserted: list[Document] = []

        def update(change: Document) -> Document:
            new = change["u"]
            if not next(iter(new), "").startswith("$"):
                run = collection.replace_one
            else:
                run = collection.update_many if change.get("multi") else collection.update_one
            result = run(change["q"], new, upsert=change.get("upsert", False))
            if result.upserted_id is not None:
                upserted.append({"index": command["updates"].index(change), "_id": result.upserted_id})
                return {"n": 1, "nModified": 0}
            return {"n": result.matched_count, "nModified": result.modified_count}

        answer = _one_by_one(command, "updates", update)
        return answer | ({"upserted": upserted} if upserted else {})

    def _delete(self, command: Document) -> Document:
        collection = self._collection(command)

        def delete(which: Document) -> Document:
            run = collection.delete_one if which["limit"] == 1 else collection.delete_many
            return {"n": run(which["q"]).deleted_count}

        return _one_by_one(command, "deletes", delete)

    def _create_indexes(self, command: Document) -> Document:
        for index in command["indexes"]:
            self._collection(command).create_index(
                list(index["key"].items()), name=index["name"], unique=index.get("unique", False)
            )
        return {}

    def _list_indexes(self, command: Document) -> Document:
        information = self._collection(command).index_information()
        indexes = [{"v": 2, "name": name, "key": dict(one["key"])} for name, one in information.items()]
        return self._batch(command, indexes, None)

    def _drop_database(self, command: Document) -> Document:
        self._client.drop_database(command["$db"])
        return {}


def _one_by_one(command: Document, key: str, run: Callable[[Document], Document]) -> Document:
    """Do each of a command's writes; an ordered command ends at the first that fails."""
    answer: Document = {"n": 0}
    errors: list[Document] = []
    for number, write in enumerate(command[key]):
        try:
            for name, count in ({"n": 1} | run(write)).items():
                answer[name] = answer.get(name, 0) + count
        except mongomock.DuplicateKeyError as error:
            errors.append({"index": number, "code": DUPLICATE, "errmsg": str(error)})
            if command.get("ordered", True):
                break
    return answer | ({"writeErrors": errors} if errors else {})


class Connection(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        with suppress(ConnectionError):  # a client that goes away needs no answer
            self._serve()

    def _serve(self) -> None:
        while header := self.rfile.read(HEADER.size):
            length, request, _, kind = HEADER.unpack(header)
            body = self.rfile.read(length - HEADER.size)
            if kind == OP_QUERY:  # how a driver says hello before it knows the server
                at = body.index(b"\0", 4) + 9
                document = bson.encode(self.server.emulator.answer(bson.decode(body[at:])))
                self._send(request, OP_REPLY, struct.pack("<iqii", 8, 0, 0, 1) + document)
                continue
            flags, command = _message(body)
            document = bson.encode(self.server.emulator.answer(command))
            if not flags & MORE_TO_COME:
                self._send(request, OP_MSG, struct.pack("<IB", 0, 0) + document)

    def _send(self, request: int, kind: int, body: bytes) -> None:
        self.wfile.write(HEADER.pack(HEADER.size + len(body), 0, request, kind) + body)


def _message(body: bytes) -> tuple[int, Document]:
    """The flags and the command of an OP_MSG: one section is the command, others are lists of documents."""
    (flags,) = struct.unpack_from("<I", body)
    end = len(body) - (4 if flags & CHECKSUM_PRESENT else 0)
    command: Document = {}
    lists: Document = {}
    at = 4
    while at < end:
        kind, (size,) = body[at], struct.unpack_from("<i", body, at + 1)
        section = body[at + 1 : at + 1 + size]
        if kind == 0:
            command = bson.decode(section)
        else:
            name, _, documents = section[4:].partition(b"\0")
            lists[name.decode()] = bson.decode_all(documents)
        at += 1 + size
    return flags, command | lists


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int]) -> None:
        super().__init__(address, Connection)
        self.emulator = Emulator()

    @property
    def url(self) -> str:
        host, port = self.server_address[:2]
        return f"mongodb://{host!s}:{port}"


@contextmanager
def running_emulator(port: int = 0) -> Iterator[str]:
    """The address of an emulator in a process of its own, which ends with the block or with this process."""
    command = [sys.executable, "-W", "ignore::DeprecationWarning", str(Path(__file__)), str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def main() -> None:
    with Server(("127.0.0.1", int(sys.argv[1]))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.url, flush=True)
        sys.stdin.read()
        server.shutdown()


if __name__ == "__main__":
    main()
