"""Start JupyterLab on the learner's work, or on the whole repository for an instructor."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.errors import CourseError
from grader.paths import Paths

CONFIG = Path(__file__).parent / "config"
FIRST_PORT, TRIED_PORTS = 8888, 20


@dataclass(frozen=True, slots=True)
class Options:
    """How JupyterLab runs; `extra` goes to it as it is."""

    port: int
    host: str = "127.0.0.1"
    browser: bool = True
    instructor: bool = False
    allow_root: bool = False
    extra: tuple[str, ...] = ()


def free_port(paths: Paths, wanted: int | None, host: str) -> int:
    """`wanted`, or the first free port from 8888 on; raises CourseError when it is taken."""
    candidates: Iterable[int] = range(FIRST_PORT, FIRST_PORT + TRIED_PORTS) if wanted is None else (wanted,)
    for port in candidates:
        if _is_free(port, host):
            return port
    running = _running(paths, wanted)
    if running is not None:
        raise CourseError(
            f"Port {wanted} is taken by this course's own JupyterLab.",
            remedy=f"It is open already: {running}",
        )
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
        except PermissionError as error:
            raise CourseError(
                f"Port {port} needs more rights than you have.", remedy="Choose one from 1024 to 65535."
            ) from error
        except socket.gaierror as error:
            raise CourseError(f"{host!r} is no address of this machine.", remedy="Try 127.0.0.1.") from error
        except OSError:
            return False
    return True


def _running(paths: Paths, port: int | None) -> str | None:
    """The address of a JupyterLab of this course on `port`, as Jupyter's own list of servers knows it."""
    from jupyter_server.serverapp import list_running_servers

    ours = {str(paths.work), str(paths.root)}
    for server in list_running_servers():
        if server.get("port") == port and server.get("root_dir") in ours:
            return f"{server['url']}lab?token={server['token']}"
    return None


def run(paths: Paths, options: Options) -> None:
    """Say where JupyterLab opens and become it; does not return."""
    environment = _environment(paths, options)
    address = f"http://{'127.0.0.1' if options.host == '0.0.0.0' else options.host}:{options.port}"  # noqa: S104
    opens = f"{address}{_first_page(options)}?token={environment['JUPYTER_TOKEN']}"
    print(f"\n  JupyterLab: {opens}\n  Ctrl+C stops it.\n", flush=True)
    os.execve(sys.executable, _command(paths, options), environment)  # noqa: S606 (built here, no shell)


def _first_page(options: Options) -> str:
    """Where a browser begins: also who copies the printed address lands on the learner's start page."""
    return "/lab" if options.instructor else "/lab/tree/start.ipynb"


def _environment(paths: Paths, options: Options) -> dict[str, str]:
    environment = dict(os.environ)
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", "")])
    environment["COURSE_ROOT"] = str(paths.root)
    environment.setdefault("JUPYTER_TOKEN", secrets.token_hex(24))
    # Which tabs were open is this course's own business, not that of every JupyterLab of this user.
    own = paths.instructor if options.instructor else paths.work
    environment["JUPYTERLAB_WORKSPACES_DIR"] = str(own / ".lab")
    configs = (
        [str(CONFIG / "everybody")]
        if options.instructor
        else [str(CONFIG / "learner"), str(CONFIG / "everybody")]
    )
    known = environment.get("JUPYTER_CONFIG_PATH", "").split(os.pathsep)
    environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        [*configs, *(one for one in known if one and one not in configs)]
    )
    return environment


def _command(paths: Paths, options: Options) -> list[str]:
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={paths.root if options.instructor else paths.work}",
        f"--ServerApp.ip={options.host}",
        f"--ServerApp.port={options.port}",
        "--ServerApp.port_retries=0",
        f"--LabApp.default_url={_first_page(options)}",
        *([] if options.browser else ["--no-browser"]),
        *(["--allow-root"] if options.allow_root else []),
        *options.extra,
    ]
