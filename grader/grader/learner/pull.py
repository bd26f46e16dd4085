"""Fetching the newest course with git, without ever touching what a learner wrote."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass

from grader.paths import Paths

_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Pulled:
    """`moved`: the checkout is at another commit now. `message` says what happened and what to do."""

    ok: bool
    moved: bool
    message: str
    new_packages: bool = False


def pull(paths: Paths) -> Pulled:
    """`git pull --ff-only`; never raises: what is there can be merged without it."""
    try:
        if not (paths.root / ".git").exists():
            return Pulled(
                False, False, "This copy of the course is not a git clone, so nothing can be fetched."
            )
        before = _git(paths, "rev-parse", "HEAD").stdout.strip()
        done = _git(paths, "pull", "--ff-only", "--quiet")
        after = _git(paths, "rev-parse", "HEAD").stdout.strip()
    except FileNotFoundError:
        return Pulled(
            False, False, "git is not installed, so nothing can be fetched. Install it, then try again."
        )
    except subprocess.TimeoutExpired:
        return Pulled(False, False, f"The server did not answer within {_PATIENCE:.0f} s. Try again later.")
    if done.returncode != 0:
        return Pulled(False, False, _reason(done.stderr))
    if before == after:
        return Pulled(True, False, "The course is up to date.")
    files = _git(paths, "diff", "--name-only", before, after).stdout.split()
    new_packages = any(name.startswith("requirements/") for name in files)
    return Pulled(True, True, f"Fetched a newer course ({len(files)} files changed).", new_packages)


def _git(paths: Paths, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return subprocess.run(
        ["git", *words],  # noqa: S607
        cwd=paths.root,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
    )


def _reason(stderr: str) -> str:
    """git's own words turned into what a learner can do."""
    said = stderr.lower()
    last = next((line.strip() for line in reversed(stderr.splitlines()) if line.strip()), "no reason given")
    if "could not resolve" in said or "unable to access" in said or "could not read from remote" in said:
        return "The course's server could not be reached. Are you online? Try again later."
    if "local changes" in said or "untracked working tree files" in said:
        return (
            "Files of the course itself were changed here, and git does not overwrite them. `git status` "
            "names them; `git stash` puts the changes aside. Your own work in work/ is not concerned."
        )
    if "not possible to fast-forward" in said or "diverging" in said or "diverge" in said:
        return "This clone has commits of its own. Merge them by hand: git pull --no-rebase"
    if "no tracking information" in said or "not currently on a branch" in said or "no remote" in said:
        return "This branch follows no branch of a server, so nothing can be fetched. See: git remote -v"
    return f"git could not fetch the course: {last}"
