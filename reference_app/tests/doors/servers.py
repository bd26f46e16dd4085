"""The app under its production servers: Gunicorn for the site and v1, Uvicorn for v2."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from httpx2 import TransportError, get

GUNICORN = "-m gunicorn --threads 4 --workers {workers} --bind fd://{fd} university.wsgi:create_app()"
UVICORN = "-m uvicorn --factory --workers {workers} --fd {fd} --log-level warning university.asgi:create_app"
SERVERS = {"wsgi": (GUNICORN, "/api/v1/"), "asgi": (UVICORN, "/api/v2/")}
"""Each server's command, and an address that answers when it is there."""

PATIENCE = 90
"""Seconds that a server may need to start on a busy machine."""


@contextmanager
def serving(url: str, folder: Path, workers: int) -> Iterator[Mapping[str, str]]:
    """The addresses of both servers on the database at `url`; what they log is in the folder."""
    with ExitStack() as until_the_end:
        addresses = {}
        for name, (command, sign) in SERVERS.items():
            listener = until_the_end.enter_context(socket.create_server(("127.0.0.1", 0)))
            log = until_the_end.enter_context((folder / f"{name}.log").open("w"))
            words = command.format(workers=workers, fd=listener.fileno()).split()
            server = subprocess.Popen(
                [sys.executable, *words],
                env=os.environ | {"UNIVERSITY_DATABASE_URL": url},
                pass_fds=[listener.fileno()],
                stderr=log,
                stdout=log,
            )
            until_the_end.callback(_end, server)
            addresses[name] = f"http://127.0.0.1:{listener.getsockname()[1]}"
            until_the_end.callback(log.flush)
            _wait(addresses[name] + sign, server, folder / f"{name}.log")
        yield addresses


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            get(address, timeout=PATIENCE)
        except TransportError:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The server did not start: {log.read_text()[-2000:]}") from None
            time.sleep(0.1)
        else:
            return


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    server.wait(PATIENCE)
