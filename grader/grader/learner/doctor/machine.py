"""Ports, disk, permissions and git."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from grader.learner.doctor.finding import Finding
from grader.paths import Paths

_ROOM = 500 * 2**20
_PORTS = {"JupyterLab": range(8888, 8908), "the university app": range(8000, 8050)}


def ports() -> Iterator[Finding]:
    """Whether a port is free for each server of the course."""
    for what, candidates in _PORTS.items():
        free = next((port for port in candidates if _is_free(port)), None)
        taken = f"All ports from {candidates[0]} to {candidates[-1]} are taken."
        mend = "Stop other servers, or name a port with --port."
        yield Finding(free is not None, f"Port {free} is free for {what}." if free else taken, mend)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def disk(paths: Paths) -> Iterator[Finding]:
    """Whether there is room, and work/ can be written."""
    free = shutil.disk_usage(paths.root).free
    amount = f"{free / 2**30:.1f} GB free on the disk"
    yield Finding(free >= _ROOM, amount if free >= _ROOM else f"Only {amount}.", "Free at least 500 MB.")
    for folder in (paths.work, Path(tempfile.gettempdir())):
        yield _writable(folder)


def _writable(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        mend = f"Make it yours: sudo chown -R $USER {folder}"
        return Finding(False, f"{folder} cannot be written: {error.strerror}.", mend)
    return Finding(True, f"{folder} can be written.")


def isolation() -> Iterator[Finding]:
    """By which means `course grade` would isolate notebooks here; only worth knowing, for learners never
    need it."""
    from grader.worker import isolation as means

    try:
        text = f"course grade keeps notebooks {means.describe()}."
    except means.IsolationError as error:
        text = f"course grade needs --container or --trust here: {error.message}"
    yield Finding(True, text)


def git(paths: Paths) -> Iterator[Finding]:
    """Whether `course update` can fetch; without git all else works."""
    if shutil.which("git") is None:
        yield Finding(False, "git is not installed, so `course update` fetches nothing.", "Install git.")
    elif (paths.root / ".git").exists():
        yield Finding(True, "git is here, and the course is a clone.")
    else:
        yield Finding(True, "The course is no git clone: `course update` fetches nothing, all else works.")
