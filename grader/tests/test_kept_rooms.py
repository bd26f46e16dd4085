"""A room that was kept serves like the one in which its setup ran."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.props import git_state, kept_rooms
from grader.props.git_state import ENVIRONMENT, git
from grader.props.repository import committed, origin, subjects, unfinished, work
from grader.props.room import Ended, Room, room

TEAM = """
git init -q --bare campus.git
git clone -q campus.git mine 2> /dev/null
cd mine
printf 'echo 1\\n' > run.sh && chmod +x run.sh && ln -s run.sh link && git add . && git commit -q -m Start
git push -q origin main
echo more > notes.md && git add . && git commit -q -m Notes
echo draft >> notes.md
mkdir empty
"""
SHARE = "cd mine && git push -q && git commit -q -a -m Draft"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    with kept_rooms.keeping(tmp_path) as folder:
        yield folder
    assert [*tmp_path.iterdir()] == []


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The scripts that were run."""
    scripts: list[str] = []
    run = Room.run

    def noted(place: Room, text: str) -> Ended:
        scripts.append(text)
        return run(place, text)

    monkeypatch.setattr(Room, "run", noted)
    return scripts


def forget() -> None:
    """As another process would begin."""
    git_state.after.cache_clear()
    git_state._spare.clear()


def test_a_setup_runs_once_and_every_room_is_the_same(kept: Path, ran: list[str]) -> None:
    for _ in range(3):
        forget()
        assert work(lambda: SHARE, TEAM, "main", "campus.git") == ["Notes", "Start"]
        assert subjects(lambda: SHARE, TEAM, "main", "mine") == ["Draft", "Notes", "Start"]
        assert origin(lambda: SHARE, TEAM, "mine") == "campus.git"
        assert unfinished(lambda: SHARE, TEAM, "mine") == []
        assert committed(lambda: SHARE, TEAM, "main", "mine") == {
            "run.sh": "echo 1\n",
            "notes.md": "more\ndraft\n",
        }
    assert ran == [f"set -e\n{TEAM}", SHARE, SHARE, SHARE]
    assert len([*kept.iterdir()]) == 1


def test_a_kept_room_has_the_same_files_and_work_that_is_not_committed(kept: Path) -> None:
    with room({}, ENVIRONMENT) as first, room({}, ENVIRONMENT) as second:
        first.run(TEAM)
        kept_rooms.keep(TEAM, first)
        assert kept_rooms.bring(TEAM, second)
        assert second.state() == first.state()
        assert "mine/empty/" in second.state()
        assert second.mode("mine/run.sh") == first.mode("mine/run.sh") == "rwxr-xr-x"
        assert (second.folder / "mine" / "link").is_symlink()
        assert git(second, second.folder / "mine", "status", "--porcelain") == " M notes.md\n"
        assert git(second, second.folder / "mine", "fsck", "--strict") == ""
        told = [path for path in second.folder.rglob("*") if path.is_file()]
        assert not [path for path in told if bytes(first.folder) in path.read_bytes()]
        assert [path for path in told if bytes(second.folder) in path.read_bytes()]


def test_a_setup_that_fails_is_not_kept(kept: Path) -> None:
    for _ in range(2):
        forget()
        with pytest.raises(RuntimeError, match="the setup failed"):
            subjects(lambda: "true", "git init -q; git commit -q -m None")
    assert [*kept.iterdir()] == []


def test_a_room_that_is_taken_away_meanwhile_is_made_anew(
    kept: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert subjects(lambda: "cd mine", TEAM, "main", "mine") == ["Notes", "Start"]
    forget()

    def half(source: Path, target: Path, *_: object) -> None:
        if target.name == "config":
            raise FileNotFoundError(source)
        shutil.copy(source, target)

    monkeypatch.setattr(kept_rooms, "_copy", half)
    assert subjects(lambda: "cd mine", TEAM, "main", "mine") == ["Notes", "Start"]
    assert ran.count(f"set -e\n{TEAM}") == 2


def test_where_nothing_can_be_kept_all_is_as_ever(kept: Path, ran: list[str]) -> None:
    kept.rmdir()
    for _ in range(2):
        forget()
        assert subjects(lambda: "cd mine", TEAM, "main", "mine") == ["Notes", "Start"]
    assert ran.count(f"set -e\n{TEAM}") == 2


def test_nothing_is_kept_unless_somebody_says_where(ran: list[str]) -> None:
    for _ in range(2):
        forget()
        assert subjects(lambda: "cd mine", TEAM, "main", "mine") == ["Notes", "Start"]
    assert ran.count(f"set -e\n{TEAM}") == 2


def test_what_a_killed_process_kept_is_removed(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    left, other = tmp_path / f"rooms.{ended.pid}", tmp_path / f"rooms.{os.getppid()}"
    for folder in (left / "room", other):
        folder.mkdir(parents=True)
    with kept_rooms.keeping(tmp_path) as folder:
        assert {*tmp_path.iterdir()} == {other, folder}
