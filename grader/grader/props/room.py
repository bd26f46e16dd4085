"""A folder that is thrown away, for running a learner's bash in."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from grader.vocabulary.failure import Unreadable

Files = Mapping[str, str]
"""Text by path below the folder; a path that ends in `/` is an empty folder and its text does not matter."""

_PLAIN = 0o644
"""The permissions of every file."""

SECONDS = 5.0
"""After them a script is ended: it waits for something that never comes."""


_UNREADABLE = "bash: -c: line "
"""So begins what bash says of a script that it cannot read; a command that fails has no `-c` in its line."""


class Ended(NamedTuple):
    """How a script ended: its exit code, and what it wrote."""

    code: int
    stdout: str
    stderr: str

    def understood(self) -> None:
        """Raises Unreadable with bash's own words for a script that is no bash."""
        said = [line for line in self.stderr.splitlines() if line.startswith(_UNREADABLE)]
        if said:
            words = "; ".join(said).replace(_UNREADABLE, "line ")
            raise Unreadable(f"Bash cannot read the script: {words}. Mend that first.")


class Room:
    """A folder with files for one script, and an environment in which only PATH is the user's own.

    HOME is the folder itself, so that a script that loses its way harms nothing else.
    """

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            **settings,
        }

    def put(self, files: Files) -> None:
        """Write the files. Raises ValueError for a path out of the folder."""
        for name, text in files.items():
            path = self.folder / name
            if not path.resolve().is_relative_to(self.folder.resolve()):
                raise ValueError(f"{name} lies outside the folder")
            folder = path if name.endswith("/") else path.parent
            folder.mkdir(parents=True, exist_ok=True)
            if not name.endswith("/"):
                path.write_text(text, encoding="utf-8")
                path.chmod(_PLAIN)

    def run(self, text: str) -> Ended:
        """Run a script with bash in the folder, and end what it leaves running.

        Raises TimeoutError when it takes longer than `SECONDS`.
        """
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            # No pipes: a process that the script leaves behind would keep them open.
            bash = subprocess.Popen(
                ["bash", "--noprofile", "--norc", "-c", text],  # noqa: S607 (where it lies differs by system)
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
                umask=0o022,
            )
            with _ended_after(SECONDS, bash) as is_late:
                code = bash.wait()
            if is_late.is_set():
                raise TimeoutError(f"the script was still running after {SECONDS:g} seconds")
            out.seek(0)
            err.seek(0)
            return Ended(code, _text(out.read()), _text(err.read()))

    def state(self) -> dict[str, str]:
        """The text of every file by its path; an empty folder's path ends in `/`. Names with a dot in front
        count, but not the insides of `.git`."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder)
            if ".git" in name.parts:
                continue
            if path.is_file():
                found[str(name)] = _text(path.read_bytes())
            elif path.is_dir() and not any(path.iterdir()):
                found[f"{name}/"] = ""
        return found

    def mode(self, name: str) -> str:
        """The permissions of a file that is there, as `ls -l` writes them, such as `rwxr-x---`."""
        return stat.filemode((self.folder / name).stat().st_mode)[1:]


@contextlib.contextmanager
def room(files: Files, settings: Mapping[str, str] | None = None) -> Iterator[Room]:
    """A room that holds these files, and is gone afterwards.

    `settings` are environment variables.
    """
    with tempfile.TemporaryDirectory(prefix="room-", ignore_cleanup_errors=True) as folder:
        made = Room(Path(folder), settings or {})
        made.put(files)
        yield made


@contextlib.contextmanager
def _ended_after(seconds: float, bash: subprocess.Popen[bytes]) -> Iterator[threading.Event]:
    """The script and whatever it started end with this, at the latest after so long, as the event tells.

    Not by `bash.wait(seconds)`, which only looks now and then, in the end every 50 ms.
    """
    is_late = threading.Event()

    def end_late() -> None:
        is_late.set()
        _end_group(bash)

    watch = threading.Timer(seconds, end_late)
    watch.start()
    try:
        yield is_late
    finally:
        watch.cancel()
        _end_group(bash)
        bash.wait()
        watch.join()  # no thread of ours is left when the learner's code goes on


def _end_group(bash: subprocess.Popen[bytes]) -> None:
    # In the narrowest confinement nobody sends signals; its own limits end what runs.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(bash.pid, signal.SIGKILL)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
