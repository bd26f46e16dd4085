"""What database servers have in common."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL

from university.adapters.db.engines.kind import POOL, UnusableAddress


def pool() -> dict[str, Any]:
    """The pool of connections to a server: they are tried before use, and not kept for ever."""
    # A server that was restarted costs nobody an error; proxies close what is idle for long.
    return {**POOL, "pool_pre_ping": True, "pool_recycle": 1800}


def check(url: URL) -> None:
    """Raises UnusableAddress for an address without host or database, or with a port that cannot be."""
    if not url.host and not {"host", "unix_socket"} & url.query.keys():
        raise UnusableAddress("the address names no host")
    if not url.database:
        raise UnusableAddress("the address names no database after the host")
    if url.port is not None and not 1 <= url.port <= 65535:
        raise UnusableAddress(f"{url.port} is no port; use a number from 1 to 65535")
