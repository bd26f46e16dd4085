"""`python -m benchmarks`: our rate, stock nbgrader's, and their ratio, on the same submissions."""

from __future__ import annotations

import argparse
import importlib.util
import os
import tempfile
from pathlib import Path

from benchmarks import classroom, runs
from grader.paths import find


def main() -> None:
    """Make a class, grade it by each grader, print a table."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-grader-") as name:
        course = Path(name) / "course"
        course.mkdir()
        classroom.hand_in(find(), options.assignment, course, options.students, options.seed)
        notebooks = len(list((course / "instructor" / "submitted").rglob("*.ipynb")))
        print(
            f"{options.students} submissions of {options.assignment} ({notebooks} notebooks), "
            f"{os.cpu_count()} cores",
            flush=True,
        )
        ours = runs.ours(course, options.assignment, *options.grade)
        _row("course grade", ours, options.students, notebooks)
        if options.ours_only:
            return
        stock = runs.nbgrader(course, options.assignment)
        _row("stock nbgrader", stock, options.students, notebooks)
        print(f"ratio: {stock.seconds / ours.seconds:.1f} times stock nbgrader's rate")
        print(_otter())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--assignment", default="ch01")
    parser.add_argument("--students", type=int, default=40, help="how many students handed in (default: 40)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ours-only", action="store_true", help="leave stock nbgrader out")
    parser.add_argument("--grade", nargs="*", default=[], help="further options of `course grade`")
    return parser.parse_args()


def _otter() -> str:
    if importlib.util.find_spec("otter") is None:
        return "Otter-Grader is not installed here and was not measured."
    return "Otter-Grader grades another form of notebook, which this course does not have: not measured."


def _row(name: str, timed: runs.Timed, submissions: int, notebooks: int) -> None:
    rate, each = submissions / timed.seconds, notebooks / timed.seconds
    first = "" if timed.first is None else f", first result after {timed.first:.1f} s"
    print(
        f"{name:15} {timed.seconds:7.1f} s  {rate:6.2f} submissions/s  {each:6.2f} notebooks/s{first}",
        flush=True,
    )


if __name__ == "__main__":
    main()
