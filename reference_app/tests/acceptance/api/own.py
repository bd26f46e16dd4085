"""This app's own interfaces under their production servers, on the demonstration campus."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from httpx2 import Client, TransportError

SERVERS = {
    "v1": ["-m", "gunicorn", "--threads", "4", "--bind", "fd://{}", "university.wsgi:create_app()"],
    "v2": [
        "-m",
        "uvicorn",
        "--factory",
        "--log-level",
        "warning",
        "--fd",
        "{}",
        "university.asgi:create_app",
    ],
}
PATIENCE = 60
"""Seconds that a server may need to start on a busy machine."""


@contextmanager
def client(door: str, folder: Path) -> Iterator[Client]:
    """A client whose base is the interface `v1` or `v2`."""
    url = f"sqlite:///{folder / 'university.db'}"
    _fill(url)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number = str(listener.fileno())
        server = subprocess.Popen(
            [sys.executable, *(word.format(number) for word in SERVERS[door])],
            env=os.environ | {"UNIVERSITY_DATABASE_URL": url},
            pass_fds=[listener.fileno()],
        )
        try:
            base = f"http://127.0.0.1:{listener.getsockname()[1]}/api/{door}/"
            with Client(base_url=base, timeout=30) as made:
                _wait(made, server)
                yield made
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _fill(url: str) -> None:
    from university.application.campus import Seeding
    from university.bootstrap import build
    from university.settings import Settings

    container = build(Settings(database_url=url))
    container.get(Seeding).fill(date.today())
    container.close()


def _wait(client: Client, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            client.get("")
        except TransportError:
            if server.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
