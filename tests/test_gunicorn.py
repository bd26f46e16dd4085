"""The app under Gunicorn with the image's settings."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Client

from grader import paths

APP = paths.find().root / "reference_app"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """A client of a fresh server."""
    environment = os.environ | {"UNIVERSITY_DATABASE_URL": f"sqlite:///{tmp_path / 'university.db'}"}
    with socket.create_server(("127.0.0.1", 0)) as listener:
        words = ["-m", "gunicorn", "--no-control-socket", "--threads", "4"]
        words += ["--bind", f"fd://{listener.fileno()}", "university.wsgi:create_app()"]
        server = subprocess.Popen(
            [sys.executable, *words], cwd=APP, env=environment, pass_fds=[listener.fileno()]
        )
        # Who connects before the server listens waits in the listener's queue.
        base = f"http://127.0.0.1:{listener.getsockname()[1]}/api/v1/"
        try:
            with Client(base_url=base, timeout=180) as made:
                yield made
        finally:
            server.terminate()
            server.wait(90)


@pytest.mark.parametrize(
    ("size", "connection"), [(60_000, "keep-alive"), (70_000, "close"), (900_000, "close")]
)
def test_no_request_is_lost_behind_a_body_that_is_refused(client: Client, size: int, connection: str) -> None:
    for _ in range(10):
        refused = client.post("students/S-1/enrolments", content=b" " * size)
        assert (refused.status_code, refused.headers["Connection"]) == (401, connection)


def test_a_body_of_unknown_length_ends_its_connection(client: Client) -> None:
    for _ in range(10):
        refused = client.post("students/S-1/enrolments", content=iter([b" " * 70_000]))
        assert (refused.status_code, refused.headers["Connection"]) == (401, "close")
