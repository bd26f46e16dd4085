"""Runs of each grader on one course, with the time they took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds from the command to its end, and to the first result where that is known."""

    seconds: float
    first: float | None = None


def ours(course: Path, assignment: str, *options: str) -> Timed:
    """`course grade` with everything on: isolation, judge, gradebook, feedback pages."""
    out = course / "ours"
    journal = out / ".graded.jsonl"
    submitted = course / "instructor" / "submitted"
    command = ["grader", "grade", assignment, "--submitted", str(submitted), "--out", str(out), *options]
    started, first = time.perf_counter(), None
    # Bare output goes to a file: a full pipe would stop the command.
    with (course / "ours.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(_python(*command), cwd=course, stdout=log, stderr=log, env=_environment())
        while process.poll() is None:
            if first is None and journal.exists() and journal.stat().st_size:
                first = time.perf_counter() - started
            time.sleep(0.01)
    seconds = time.perf_counter() - started
    if process.returncode != 0:
        raise SystemExit(
            f"course grade ended with {process.returncode}:\n{(course / 'ours.log').read_text()}"
        )
    return Timed(seconds, first)


def nbgrader(course: Path, assignment: str) -> Timed:
    """Stock nbgrader: autograde, then generate_feedback. Making the release is not timed."""
    _run(course, "nbgrader", "generate_assignment", assignment)
    started = time.perf_counter()
    _run(course, "nbgrader", "autograde", assignment)
    _run(course, "nbgrader", "generate_feedback", assignment)
    return Timed(time.perf_counter() - started)


def _run(course: Path, *module: str) -> None:
    done = subprocess.run(
        _python(*module), cwd=course, env=_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(module)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")


def _python(*module: str) -> list[str]:
    return [sys.executable, "-m", *module]


def _environment() -> dict[str, str]:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return {**os.environ, "PATH": path}
