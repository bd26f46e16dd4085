"""Git repositories, made by a setup, changed by a learner's script, and judged by what is in them afterwards.

A setup and a script are bash; both run in a room that is thrown away, as a user without any settings.
"""

from __future__ import annotations

from grader.props.git_state import Branch, Repository, after, draft, git
from grader.props.shell import Script, text_of

_MERGED = 2
"""Parents of a merge commit."""


def subjects(script: Script, setup: str, branch: str = "main", where: str = ".") -> object:
    """The subjects of the branch's commits, the newest first; text that tells why there are none."""
    found = _branch(script, setup, branch, where)
    return found if isinstance(found, str) else [commit.subject for commit in found.commits]


def work(script: Script, setup: str, branch: str = "main", where: str = ".") -> object:
    """The subjects of the branch's commits in alphabetical order, without merges."""
    found = _branch(script, setup, branch, where)
    if isinstance(found, str):
        return found
    return sorted(commit.subject for commit in found.commits if commit.parents < _MERGED)


def merges(script: Script, setup: str, branch: str = "main", where: str = ".") -> object:
    """How many of the branch's commits are merges."""
    found = _branch(script, setup, branch, where)
    return found if isinstance(found, str) else sum(commit.parents >= _MERGED for commit in found.commits)


def first_commits(script: Script, setup: str, branch: str = "main") -> object:
    """The paths that each commit of the branch added, changed or removed; the oldest commit first."""
    found = _branch(script, setup, branch, ".")
    return found if isinstance(found, str) else [commit.paths for commit in reversed(found.commits)]


def committed(script: Script, setup: str, branch: str = "main", where: str = ".") -> object:
    """The text of each file in the newest commit of the branch, by path."""
    found = _branch(script, setup, branch, where)
    return found if isinstance(found, str) else found.files


def branches(script: Script, setup: str, where: str = ".") -> object:
    """The names of all branches in alphabetical order, with a star in front of the current one."""
    found = _repository(script, setup, where)
    if isinstance(found, str):
        return found
    return [f"*{name}" if name == found.on else name for name in sorted({*found.branches, found.on})]


def unfinished(script: Script, setup: str, where: str = ".") -> object:
    """What `git status --porcelain` prints, line by line, and `MERGE_HEAD` while a merge is under way."""
    found = _repository(script, setup, where)
    return found if isinstance(found, str) else found.status


def origin(script: Script, setup: str, where: str = ".") -> str:
    """What the repository was cloned from, by its path below the folder; empty where it is no clone."""
    found = _repository(script, setup, where)
    return found if isinstance(found, str) else found.origin


def lying(script: Script, setup: str, *names: str) -> object:
    """The text of each named file as it lies in the folder, committed or not; None where there is none."""
    found = _repository(script, setup, ".")
    return found if isinstance(found, str) else [found.folder.get(name) for name in names]


def try_git(script: Script | str, setup: str, where: str = ".") -> None:
    """Run a script, or the text of one, in a fresh repository; print its output and the history."""
    text = script if isinstance(script, str) else text_of(script)
    with draft(setup) as place:
        ended = place.run(text)
        folder = place.folder / where
        print(ended.stdout + ended.stderr, end="")
        print("exit code:", ended.code)
        print(git(place, folder, "log", "--all", "--graph", "--format=%s%d"), end="")
        print(git(place, folder, "status", "--short"), end="")


def _branch(script: Script, setup: str, branch: str, where: str) -> Branch | str:
    found = _repository(script, setup, where)
    if isinstance(found, str):
        return found
    return found.branches.get(branch, f"there is no commit on a branch {branch}")


def _repository(script: Script, setup: str, where: str) -> Repository | str:
    return after(text_of(script), setup).get(where, f"there is no repository in {where}")
