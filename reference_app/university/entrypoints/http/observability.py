"""What an operator sees of each request: an id, one line of JSON, and numbers."""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

ID_HEADER = "X-Request-ID"
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request that this thread or task works on; every line of the log carries it."""

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
access_log = logging.getLogger("university.access")


def begin(offered: str | None) -> str:
    """The id of a request that begins: the one that a proxy gave it, if it is one, else a new one."""
    id = offered if offered is not None and _ID.fullmatch(offered) else secrets.token_hex(16)
    request_id.set(id)
    return id


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer. `route` is the pattern of the address, such as `/courses/<code>`.

    Nothing else of the request is kept: addresses can hold names, headers tokens, and bodies passwords.
    """

    door: str
    method: str
    route: str
    status: int
    seconds: float


class Metrics:
    """Numbers of one app, for Prometheus.

    They are this process's own. Where a server has several, PROMETHEUS_MULTIPROC_DIR names an empty folder in
    which they add them up.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("door", "method", "route")
        self._requests = Counter(
            "university_http_requests",
            "Requests that were answered.",
            (*labels, "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "university_http_request_seconds", "How long answers took.", labels, registry=self.registry
        )
        # To find a number by its labels costs more than to count.
        self._numbers = cache(lambda key: (self._requests.labels(*key), self._seconds.labels(*key[:-1])))

    def note(self, exchange: Exchange) -> None:
        """Count the exchange, and write its line."""
        method = exchange.method if exchange.method in METHODS else "other"
        requests, seconds = self._numbers((exchange.door, method, exchange.route, str(exchange.status)))
        requests.inc()
        seconds.observe(exchange.seconds)
        access_log.info("%s %s %s", method, exchange.route, exchange.status, extra={"exchange": exchange})

    def exposition(self) -> bytes:
        """The numbers as Prometheus reads them."""
        # The library goes by this variable, too: with it, every number lies in the folder.
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)


class JsonLines(logging.Formatter):
    """One JSON object a line, so that nothing that somebody typed can look like a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if (id := request_id.get()) is not None:
            line["request_id"] = id
        exchange = getattr(record, "exchange", None)
        if isinstance(exchange, Exchange):
            line |= asdict(exchange)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log_json() -> None:
    """Let the whole process log to its standard error in JSON: of the app all, of others what is wrong."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("university").setLevel(logging.INFO)
