"""`university seed` and `university serve`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest


def test_an_empty_store_says_what_to_do(run) -> None:
    result = run("courses")
    assert result.exit_code == 1
    assert "Run `university seed`" in result.output
    assert "sqlite" not in result.output.lower(), "no driver's text"


def test_seeding_twice_keeps_and_reset_begins_anew(run) -> None:
    first = run("seed", "--today", "2026-11-20")
    assert (first.exit_code, "129 courses" in first.output) == (0, True), first.output
    second = run("seed")
    assert (second.exit_code, "nothing was changed" in second.output) == (0, True)
    assert "Stored 15 departments" in run("seed", "--reset").output
    assert run("courses", "marine").output.startswith("BIO-201")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("seed", "--today", "tomorrow"), "does not match the format"),
        (("serve", "--port", "99999"), "not in the range"),
    ],
)
def test_bad_input_is_two(run, arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, says in result.output) == (2, True), result.output


def serve(tmp_path: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "university", "serve", *arguments],
        env={**os.environ, "UNIVERSITY_DATABASE_URL": f"sqlite:///{tmp_path / 'university.db'}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_serve_fills_an_empty_store_and_serves_below_a_prefix(tmp_path: Path) -> None:
    with serve(tmp_path, "--port", "0", "--prefix", "/user/ana/university") as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[2]
            assert address.endswith("/user/ana/university/")
            with urllib.request.urlopen(f"{address}courses/BIO-201", timeout=60) as response:  # noqa: S310
                page = response.read().decode()
        finally:
            process.send_signal(signal.SIGINT)
        assert process.stdout.read().endswith("Closed.\n")
    assert process.returncode == 0
    assert "Marine Biology" in page
    assert 'href="/user/ana/university/courses/BIO-101"' in page


def test_a_busy_port_is_explained(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with serve(tmp_path, "--port", str(port)) as process:
            _, error = process.communicate(timeout=90)
    assert process.returncode == 1
    assert f"Port {port} is in use" in error
