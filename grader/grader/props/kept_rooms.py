"""Rooms as setups have left them, kept for whoever asks for the same setup later.

A learner checks the same exercises again and again, and a setup with a clone and two pushes takes longer than
all the rest of a task. Only a process that serves one user keeps rooms: whoever can read one knows the setup.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from grader.props.room import Room

_folder: Path | None = None
_PREFIX = "rooms."
_WHERE, _WHAT = "where", "room"


@contextlib.contextmanager
def keeping(parent: Path) -> Iterator[Path]:
    """Keep rooms meanwhile, here and in forks, in a folder of this process within `parent`.

    It goes at the end; those of processes that were killed go now.
    """
    global _folder
    for other in parent.glob(f"{_PREFIX}*"):
        if not _lives(int(other.name.removeprefix(_PREFIX))):
            shutil.rmtree(other, ignore_errors=True)
    folder = parent / f"{_PREFIX}{os.getpid()}"
    folder.mkdir(exist_ok=True)
    _folder = folder
    try:
        yield folder
    finally:
        _folder = None
        shutil.rmtree(folder, ignore_errors=True)


def bring(setup: str, place: Room) -> bool:
    """Let an empty room be what another was after this setup; False, and it is empty, where none was kept.

    Files that name the other's path, as those of a clone do, name this one's.
    """
    found = _of(setup)
    if found is None or not found.is_dir():
        return False
    try:
        before, now = (found / _WHERE).read_bytes(), os.fsencode(place.folder)
        shutil.copytree(
            found / _WHAT,
            place.folder,
            symlinks=True,
            dirs_exist_ok=True,
            copy_function=lambda source, target: _copy(Path(source), Path(target), before, now),
        )
    except (OSError, shutil.Error):  # who kept it may be leaving, and takes it away
        shutil.rmtree(place.folder)
        place.folder.mkdir(mode=0o700)
        return False
    return True


def keep(setup: str, place: Room) -> None:
    """Keep a copy of the room, in which this setup has run and nothing else. That nothing can be kept, here
    or on a full disk, is no fault."""
    target = _of(setup)
    if target is None or target.exists():
        return
    # Complete, or not there at all: others may look at any moment.
    with (
        contextlib.suppress(OSError, shutil.Error),
        tempfile.TemporaryDirectory(dir=target.parent) as making,
    ):
        new = Path(making, "new")
        shutil.copytree(place.folder, new / _WHAT, symlinks=True)
        (new / _WHERE).write_bytes(os.fsencode(place.folder))
        new.rename(target)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # its number is another user's by now: what it kept is left
        return True
    return True


def _of(setup: str) -> Path | None:
    return None if _folder is None else _folder / hashlib.sha256(setup.encode()).hexdigest()


def _copy(source: Path, target: Path, before: bytes, now: bytes) -> None:
    target.write_bytes(source.read_bytes().replace(before, now))
    shutil.copymode(source, target)
