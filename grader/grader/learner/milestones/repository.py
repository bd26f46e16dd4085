"""What Git knows of a learner's repository."""

from __future__ import annotations

import fnmatch
import subprocess
from pathlib import Path

from grader.errors import CourseError

COMMITS = 5
LONGEST_SUBJECT = 72
UNWANTED = (
    *(".venv/*", "venv/*", "env/*", "*__pycache__/*", "*.pyc", ".pytest_cache/*", ".mypy_cache/*"),
    *(".ruff_cache/*", "*.egg-info/*", ".env", "*/.env", "*.sqlite", "*.db", "*.pem", "*.key"),
)
"""What a command makes anew, and what nobody else may read."""


def refuse_other_folders(folder: Path) -> None:
    """Raises CourseError unless the folder is the top of a Git repository with a commit."""
    if not folder.is_dir():
        raise CourseError(f"{folder} is no folder.", remedy="Name the folder of your own repository.")
    top = _git(folder, "rev-parse", "--show-toplevel").strip()
    if not top or Path(top).resolve() != folder.resolve():
        remedy = f"Go there and run: git init, or name {top}." if top else "Go there and run: git init"
        raise CourseError(f"{folder} is not the top of a Git repository.", remedy=remedy)
    if not _git(folder, "rev-parse", "--verify", "--quiet", "HEAD"):
        raise CourseError(f"{folder} has no commit yet.", remedy="Commit your work first: lesson 1.6.")


def everything_is_committed(folder: Path) -> str | None:
    """Everything is committed, on the branch main."""
    branch = _git(folder, "branch", "--show-current").strip()
    if branch != "main":
        return f"The branch is {branch or 'none'}; your work belongs on main: lesson 1.6"
    changed = _git(folder, "status", "--porcelain").splitlines()
    if changed:
        return f"{len(changed)} changes are not committed, the first: {changed[0].strip()}"
    return None


def the_history_tells_a_story(folder: Path) -> str | None:
    """The history has at least five commits, and each says in a line what it does."""
    subjects = _git(folder, "log", "--no-merges", "--format=%s").splitlines()
    long = next((subject for subject in subjects if len(subject) > LONGEST_SUBJECT), None)
    if len(subjects) < COMMITS:
        return f"There are {len(subjects)} commits. Commit each step that works: small commits can be undone."
    if long is not None:
        return f"The first line of a message is longer than {LONGEST_SUBJECT} characters: {long[:50]}…"
    if len(set(subjects)) < len(subjects) / 2:
        return f"Many commits have the same message, such as {subjects[0]!r}: say what each of them changes."
    return None


def nothing_is_tracked_that_is_made_or_secret(folder: Path) -> str | None:
    """Git tracks no environment, no cache, no database and no secret."""
    tracked = _git(folder, "ls-files", "-z").split("\0")
    for name in tracked:
        if any(fnmatch.fnmatchcase(name, pattern) for pattern in UNWANTED):
            remedy = f"git rm --cached {name}, and name it in .gitignore"
            return f"{name} is tracked: {remedy}. Where it held a secret, change that, too."
    return None


def _git(folder: Path, *words: str) -> str:
    """What the command prints; nothing where it fails."""
    done = subprocess.run(
        ["git", "-C", str(folder), *words],  # noqa: S607 (the one that the learner uses)
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.stdout if done.returncode == 0 else ""
