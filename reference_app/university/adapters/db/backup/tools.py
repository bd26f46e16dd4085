"""Running the client programs of database servers."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from university.application.ports.backup import BackupFailed

NOTHING = Path(os.devnull)


def find(*names: str, package: str) -> str:
    """The path of the first program that is there. Raises BackupFailed."""
    for name in names:
        if path := shutil.which(name):
            return path
    raise BackupFailed(
        f"The program {names[0]} was not found.",
        remedy=f"Install the server's client programs (on Debian: apt install {package}) and try again.",
    )


def run(
    command: Iterable[str],
    *,
    environment: Mapping[str, str],
    read: Path | None = None,
    write: Path | None = None,
) -> None:
    """Run a program to its end, from a file and into one. Raises BackupFailed with its last words.

    What the command line holds can be seen by every user of the machine: no password belongs there.
    """
    program, *arguments = command
    with (
        (read or NOTHING).open("rb") as source,
        (write or NOTHING).open("wb") as target,
    ):
        done = subprocess.run(
            [program, *arguments],
            stdin=source,
            stdout=target,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no message"]
        raise BackupFailed(
            f"{Path(program).name} failed: {words[0]}",
            remedy="Mend what it names, then try again.",
        )
