"""What Git says of the repositories that a setup and a script leave in a room."""

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from grader.props import kept_rooms
from grader.props.room import Room, room

_NO_EDITOR = {"GIT_EDITOR": "true", "GIT_MERGE_AUTOEDIT": "no", "GIT_TERMINAL_PROMPT": "0"}
_PEOPLE = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Leila Haddad"), ("EMAIL", "leila@aldermoor.example"))
}
ENVIRONMENT = {
    **_NO_EDITOR,
    **_PEOPLE,
    # A file: other ways to give settings do not reach the Git at the other end of a push or a clone.
    "GIT_CONFIG_SYSTEM": str(Path(__file__).with_name("git.config")),
}
"""Nobody is asked anything, everybody is Leila Haddad, and a first branch is `main` with every Git."""

_KEPT = 16
_ON = "ref: refs/heads/"


class Commit(NamedTuple):
    """One commit: its subject, the number of its parents, and the sorted paths that it changed."""

    subject: str
    parents: int
    paths: list[str]


class Branch:
    """A branch; Git is asked when somebody wants to know, since each question starts a process."""

    def __init__(self, place: Room, folder: Path, name: str) -> None:
        self._place, self._folder, self._name = place, folder, name

    @functools.cached_property
    def commits(self) -> list[Commit]:
        """The newest first."""
        return list(_commits(self._place, self._folder, self._name))

    @functools.cached_property
    def files(self) -> dict[str, str]:
        """The text of the files in the newest commit, by path."""
        return _files(self._place, self._folder, self._name)


class Repository:
    """What Git says of one repository, when asked for; a bare one has no status and no folder."""

    def __init__(self, place: Room, folder: Path) -> None:
        self._place, self._folder = place, folder
        self._is_bare = not (folder / ".git").exists()
        self._git = folder if self._is_bare else folder / ".git"

    @functools.cached_property
    def on(self) -> str:
        """The current branch; empty where there is none."""
        head = (self._git / "HEAD").read_text(encoding="utf-8", errors="replace").strip()
        return head.removeprefix(_ON) if head.startswith(_ON) else ""

    @functools.cached_property
    def origin(self) -> str:
        """Where it was cloned from: a path below the room, another address as it stands, or empty."""
        return _origin(self._place, self._folder)

    @functools.cached_property
    def branches(self) -> dict[str, Branch]:
        """By name."""
        return {name: Branch(self._place, self._folder, name) for name in sorted(_branches(self._git))}

    @functools.cached_property
    def status(self) -> list[str]:
        """What `git status --porcelain` prints, and `MERGE_HEAD` while a merge is under way."""
        return [] if self._is_bare else _status(self._place, self._folder)

    @functools.cached_property
    def folder(self) -> dict[str, str]:
        """The text of each file that lies there, committed or not."""
        return {} if self._is_bare else Room(self._folder, {}).state()


_spare: dict[str, Room] = {}
"""By setup: rooms in which it has run and no script since. A draft leaves its room to the answer, which is
judged after the same setup most times."""


@functools.lru_cache(maxsize=_KEPT)
def after(script: str, setup: str) -> dict[str, Repository]:
    """Every repository in the room by its path; several questions about one answer run it once.

    The room stays until this process ends: Git is asked about it later. Raises Unreadable when the answer is
    no bash, and RuntimeError when already the setup fails.
    """
    place = _spare.pop(setup, None) or _prepared(setup)
    place.run(script).understood()
    found = sorted({head.parent for head in place.folder.rglob("HEAD") if _is_repository(head.parent)})
    working = [folder.parent if folder.name == ".git" else folder for folder in found]
    return {folder.relative_to(place.folder).as_posix(): Repository(place, folder) for folder in working}


@contextlib.contextmanager
def draft(setup: str) -> Iterator[Room]:
    """A room in which the setup has run, for one script. Raises RuntimeError when the setup fails.

    The script works in a copy, but at the room's own path, which repositories hold that were cloned there.
    """
    place = _spare.pop(setup, None) or _prepared(setup)
    ready, used = (place.folder.with_name(f"{place.folder.name}-{name}") for name in ("ready", "used"))
    place.folder.rename(ready)
    try:
        shutil.copytree(ready, place.folder, symlinks=True)
        yield place
    finally:
        place.folder.rename(used)
        ready.rename(place.folder)
        shutil.rmtree(used, ignore_errors=True)
    _spare[setup] = place


def _prepared(setup: str) -> Room:
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(room({}, ENVIRONMENT))
        if not kept_rooms.bring(setup, place):
            ready = place.run(f"set -e\n{setup}")
            if ready.code:
                raise RuntimeError(f"the setup failed: {ready.stderr}")
            kept_rooms.keep(setup, place)
        atexit.register(stack.pop_all().close)
    return place


def _is_repository(folder: Path) -> bool:
    return (folder / "objects").is_dir() and (folder / "refs").is_dir()


def _origin(place: Room, folder: Path) -> str:
    address = git(place, folder, "remote", "get-url", "origin").strip()
    path = (folder / address.removeprefix("file://")).resolve()
    everything = place.folder.resolve()
    is_here = bool(address) and path.exists() and path.is_relative_to(everything)
    return path.relative_to(everything).as_posix() if is_here else address


def _branches(git_folder: Path) -> Iterator[str]:
    """The names in refs/heads and in packed-refs, as gitrepository-layout(5) tells; Git would need a process
    for each repository to say them."""
    heads = git_folder / "refs" / "heads"
    yield from (path.relative_to(heads).as_posix() for path in heads.rglob("*") if path.is_file())
    with contextlib.suppress(FileNotFoundError):
        for line in (git_folder / "packed-refs").read_text(encoding="utf-8", errors="replace").splitlines():
            name = line.partition(" ")[2]
            if name.startswith("refs/heads/"):
                yield name.removeprefix("refs/heads/")


def _commits(place: Room, folder: Path, name: str) -> Iterator[Commit]:
    log = git(place, folder, "log", "--topo-order", "--name-only", "--format=%x01%P%x02%s%x02", name, "--")
    for record in log.split("\1")[1:]:
        parents, subject, paths = record.split("\2")
        yield Commit(subject, len(parents.split()), sorted(paths.split("\n")[2:-1]))


def _files(place: Room, folder: Path, name: str) -> dict[str, str]:
    archive = io.BytesIO(_git_bytes(place, folder, "archive", "--format=tar", name))
    with tarfile.open(fileobj=archive) as packed:
        files = {member.name: packed.extractfile(member) for member in packed if member.isfile()}
        return {
            path: file.read().decode("utf-8", "replace") for path, file in files.items() if file is not None
        }


def _status(place: Room, folder: Path) -> list[str]:
    merging = (folder / ".git" / "MERGE_HEAD").exists()
    return [*git(place, folder, "status", "--porcelain").splitlines(), *(["MERGE_HEAD"] if merging else [])]


def git(place: Room, folder: Path, *arguments: str) -> str:
    """What a Git command prints in a folder; nothing when it fails."""
    return _git_bytes(place, folder, *arguments).decode("utf-8", "replace")


def _git_bytes(place: Room, folder: Path, *arguments: str) -> bytes:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=folder, env=place.environment, capture_output=True, check=False).stdout
