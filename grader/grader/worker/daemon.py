"""The shared warm process of a checkout: where its socket lies, and how it is started when absent."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import socket
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import grader
from grader.errors import CourseError
from grader.paths import Paths, find
from grader.worker import environment, tools

_LONGEST_SOCKET_PATH = 100
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def connect(paths: Paths, first: Callable[[], Sequence[Path]] = tuple) -> socket.socket:
    """A connection to the daemon whose code is what lies on the disk now; it is started when there is none.

    One that is started makes ready for the notebooks `first`, which are asked for only then (without them,
    for any that needs the campus), before it answers, and for all others after that. A daemon of older code
    listens under another name and leaves by itself.

    Raises CourseError when the folder for the socket is not ours alone, or the daemon cannot be started.
    """
    folder = runtime_folder()
    path = socket_path(paths, folder)
    found = _try(path)
    if found is not None:
        return found
    with _alone(folder / f"{path.stem}.lock"):
        return _try(path) or _start(paths, path, _needed(first()))


def _needed(notebooks: Sequence[Path]) -> Sequence[str]:
    return tools.used_in(notebooks) if notebooks else tools.CAMPUS


def socket_path(paths: Paths, folder: Path) -> Path:
    """The socket's name tells the checkout and the state of its code."""
    digest = hashlib.sha256(f"{paths.root.resolve()}\0{fingerprint()}".encode()).hexdigest()
    return folder / f"{digest[:16]}.sock"


def log_path(folder: Path) -> Path:
    """Where a daemon's complaints go."""
    return folder / "worker.log"


def runtime_folder() -> Path:
    """A folder that only this user may enter; raises CourseError when somebody else holds its name."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    base = Path(given) if given and Path(given).is_dir() else _temporary()
    folder = base / f"course-{os.getuid()}"
    if len(str(folder)) > _LONGEST_SOCKET_PATH - 24:
        folder = Path("/tmp") / folder.name  # noqa: S108 (checked below)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & _OTHERS:
        raise CourseError(
            f"{folder} is not a folder of yours alone, so it cannot hold the worker's socket.",
            remedy=f"Remove it, or make it yours: chmod 700 {folder}",
        )
    return folder


def _temporary() -> Path:
    import tempfile  # like subprocess, not loaded for whoever finds a daemon that runs

    return Path(tempfile.gettempdir())


def fingerprint() -> str:
    """The state of the code that a daemon holds: its files' times and sizes, and the interpreter."""
    root = find().root
    parts = [sys.executable, sys.version]
    for base in (Path(grader.__file__).parent, root / "reference_app" / "university"):
        parts.extend(_files(str(base)))
    parts.extend(_state(root / "requirements" / "course.txt"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _files(folder: str) -> Iterator[str]:
    with contextlib.suppress(OSError):
        for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif not entry.name.startswith("."):
                yield from _state(entry)


def _state(file: os.DirEntry[str] | Path) -> Iterator[str]:
    with contextlib.suppress(OSError):
        found = file.stat()
        yield f"{os.fspath(file)}:{found.st_mtime_ns}:{found.st_size}"


def _try(path: Path) -> socket.socket | None:
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(path))
    except OSError:  # nobody is there, or only the socket of one who crashed
        connection.close()
        return None
    return connection


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Two commands that start at one moment start one daemon."""
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _start(paths: Paths, path: Path, needed: Sequence[str]) -> socket.socket:
    """Listen first and start the daemon on that socket: who connects now waits until it is warm."""
    import subprocess

    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(64)
        with log_path(path.parent).open("ab") as log:
            daemon = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "grader.worker.server",
                    "--listen",
                    str(listener.fileno()),
                    "--path",
                    str(path),
                    "--tools",
                    *needed,
                ],
                pass_fds=[listener.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=path.parent,
                env=environment.of_worker(paths.root),
                start_new_session=True,
            )
        daemon.returncode = 0  # it is meant to outlive us: nobody waits for it, so nobody need be warned
        connection = _try(path)
    if connection is None:
        raise CourseError(
            "The process that runs notebooks did not start.",
            remedy=f"Look into {log_path(path.parent)}, then run the command again.",
        )
    return connection
