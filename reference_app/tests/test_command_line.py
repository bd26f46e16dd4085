"""The command `university`."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from university.bootstrap import build
from university.entrypoints.cli import create_cli
from university.settings import Settings


@pytest.fixture
def run(tmp_path: Path):
    """`run("courses", "sea")` runs a command on a store in a file that does not exist yet."""
    values = {"UNIVERSITY_DATABASE_URL": f"sqlite:///{tmp_path / 'university.db'}"}

    def invoke(*arguments: str, **more: str) -> Result:
        cli = create_cli(lambda: build(Settings.from_mapping(values | more)))
        return CliRunner().invoke(cli, arguments)

    return invoke


IN_MEMORY = {"UNIVERSITY_DATABASE_URL": "memory:"}


def test_help_needs_no_settings(run) -> None:
    result = run("--help", UNIVERSITY_ENVIRONMENT="nonsense")
    assert result.exit_code == 0
    assert all(command in result.output for command in ("assess", "courses", "seed", "serve"))
    assert run("seed", "--help", UNIVERSITY_ENVIRONMENT="nonsense").exit_code == 0


def test_courses_are_searched(run) -> None:
    result = run("courses", "marine", **IN_MEMORY)
    assert result.output == "BIO-201  4 cr  Marine Biology\n1 course, page 1 of 1\n"
    listed = run("courses", "--department", "bio", "--page", "1", **IN_MEMORY)
    assert "BIO-101  4 cr  Foundations of Biology" in listed.output
    assert run("courses", **IN_MEMORY).output.endswith("126 courses, page 1 of 7\n")


def test_assess_tells_yes_and_no(run) -> None:
    refused = run("assess", "s-1042", "bio-305-a", **IN_MEMORY)
    assert refused.exit_code == 1
    assert "No: S-1042 would be refused in BIO-305-A." in refused.output
    assert "prerequisites.missing: BIO-305 requires" in refused.output
    allowed = run("assess", "S-1042", "MAT-140-A", **IN_MEMORY)
    assert (allowed.exit_code, allowed.output) == (0, "Yes: S-1042 would be enrolled in MAT-140-A.\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("assess", "S-9", "BIO-201-A"), "There is no student S-9."),
        (("assess", "S-1042", "BIO-201"), "There is no section BIO-201."),
        (("courses", "--page", "0"), "There is no page 0."),
        (("courses", "--credits", "many"), "not a valid integer"),
        (("seed", "--today", "tomorrow"), "does not match the format"),
        (("serve", "--port", "99999"), "not in the range"),
        (("nonsense",), "No such command"),
    ],
)
def test_bad_input_is_two(run, arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments, **IN_MEMORY)
    assert (result.exit_code, says in result.output) == (2, True), result.output


def test_settings_that_are_refused_are_two(run) -> None:
    result = run("courses", UNIVERSITY_ENVIRONMENT="production")
    assert result.exit_code == 2
    assert "Error: UNIVERSITY_SECRET_KEY needs" in result.output


def test_an_empty_store_says_what_to_do(run) -> None:
    result = run("courses")
    assert result.exit_code == 1
    assert "Run `university seed`" in result.output
    assert "sqlite" not in result.output.lower(), "no driver's text"


def test_seeding_twice_keeps_and_reset_begins_anew(run) -> None:
    first = run("seed", "--today", "2026-11-20")
    assert (first.exit_code, "126 courses" in first.output) == (0, True), first.output
    second = run("seed")
    assert (second.exit_code, "nothing was changed" in second.output) == (0, True)
    assert "Stored 15 departments" in run("seed", "--reset").output
    assert run("courses", "marine").output.startswith("BIO-201")


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
            with urllib.request.urlopen(f"{address}courses/BIO-201", timeout=10) as response:  # noqa: S310
                page = response.read().decode()
        finally:
            process.terminate()
    assert "Marine Biology" in page
    assert 'href="/user/ana/university/courses/BIO-101"' in page


def test_a_busy_port_is_explained(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with serve(tmp_path, "--port", str(port)) as process:
            _, error = process.communicate(timeout=20)
    assert process.returncode == 1
    assert f"Port {port} is in use" in error
