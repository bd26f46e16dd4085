"""Start JupyterLab on the learner's work, or on the whole repository for an instructor."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterable
from pathlib import Path

from grader.errors import CourseError
from grader.paths import Paths

CONFIG = Path(__file__).parent / "config"
FIRST_PORT, TRIED_PORTS = 8888, 20


def free_port(wanted: int | None, host: str) -> int:
    """`wanted`, or the first free port from 8888 on; raises CourseError when it is taken."""
    candidates: Iterable[int] = range(FIRST_PORT, FIRST_PORT + TRIED_PORTS) if wanted is None else (wanted,)
    for port in candidates:
        if _is_free(port, host):
            return port
    taken = f"Port {wanted} is" if wanted is not None else f"All ports from {FIRST_PORT} to {port} are"
    raise CourseError(
        f"{taken} taken by another program.",
        remedy='Stop that program, or choose another port: make start ARGS="--port 8899"',
    )


def _is_free(port: int, host: str) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError as error:
            raise CourseError(f"{port} is no port.", remedy="Choose one from 1024 to 65535.") from error
        except OSError:
            return False
    return True


def run(paths: Paths, *, port: int, host: str, browser: bool, instructor: bool, extra: Iterable[str]) -> None:
    """Become JupyterLab; does not return."""
    environment = dict(os.environ)
    binaries = str(Path(sys.executable).parent)
    environment["PATH"] = os.pathsep.join([binaries, environment.get("PATH", "")])
    environment["COURSE_ROOT"] = str(paths.root)
    if not instructor:
        known = environment.get("JUPYTER_CONFIG_PATH")
        environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, (str(CONFIG), known)))
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={paths.root if instructor else paths.work}",
        f"--ServerApp.ip={host}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--LabApp.default_url=/lab{'' if instructor else '/tree/start.ipynb'}",
        *([] if browser else ["--no-browser"]),
        *extra,
    ]
    sys.stdout.flush()
    os.execve(sys.executable, command, environment)  # noqa: S606 (the command is built here, no shell)
