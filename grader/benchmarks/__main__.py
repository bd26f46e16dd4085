"""`python -m benchmarks`: our rate, stock nbgrader's, Otter-Grader's where it is, on the same submissions."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import classroom, otter_form, runs
from grader.paths import find

_EQUAL = 1e-6


def main() -> None:
    """Make a class, grade it by each grader, print a table."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bench-grader-") as name:
        course = Path(name) / "course"
        course.mkdir()
        classroom.hand_in(find(), options.assignment, course, options.students, options.seed, options.right)
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
        rate, sample = options.students / ours.seconds, options.students
        if options.sample is not None and options.sample < options.students:
            sample = classroom.keep(course, options.sample)
            print(f"What follows grades the first {sample} of the submissions.")
        stock = runs.nbgrader(course, options.assignment)
        _row("stock nbgrader", stock, sample, notebooks * sample // options.students)
        print(f"ratio: {rate * stock.seconds / sample:.1f} times stock nbgrader's rate")
        _otter(options.otter, course, options, rate)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--assignment", default="ch01")
    parser.add_argument("--students", type=int, default=40, help="how many students handed in (default: 40)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--right",
        type=float,
        help="share of answers that are right, from 0 to 1 (default: as in the bank, about a quarter)",
    )
    parser.add_argument(
        "--sample", type=int, help="how many of the submissions the others grade (default: all of them)"
    )
    parser.add_argument("--ours-only", action="store_true", help="leave stock nbgrader out")
    parser.add_argument(
        "--otter", default=sys.executable, help="a Python that has Otter-Grader (default: this one)"
    )
    parser.add_argument("--grade", nargs="*", default=[], help="further options of `course grade`")
    return parser.parse_args()


def _otter(python: str, course: Path, options: argparse.Namespace, rate: float) -> None:
    version = otter_form.version(python)
    if version is None:
        print("Otter-Grader is not installed here and was not measured; --otter names a Python that has it.")
        return
    paths, folder = find(), course / "otter"
    pairs = otter_form.convert(paths, options.assignment, course / "instructor" / "submitted", folder)
    timed, scores = otter_form.run(python, paths, pairs, folder)
    students = len({Path(file).parent.name for file, _ in pairs})
    _row(f"Otter {version}", timed, students, len(pairs))
    print(f"ratio: {rate * timed.seconds / students:.1f} times Otter-Grader's rate. {otter_form.TOLD}")
    told = {(one["student"], one["notebook"]): _by_tests(one) for one in _results(course)}
    same = sum(
        abs(told[Path(file).parent.name, Path(file).stem] - score) < _EQUAL
        for (file, _), score in zip(pairs, scores, strict=True)
    )
    print(f"Otter-Grader's points for tests are those of `course grade` in {same} of {len(pairs)} notebooks.")


def _results(course: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((course / "ours" / "results.json").read_text(encoding="utf-8"))
    return found


def _by_tests(record: dict[str, Any]) -> float:
    return sum(float(cell["score"]) for cell in record["cells"] if cell["outcome"] != "manual")


def _row(name: str, timed: runs.Timed, submissions: int, notebooks: int) -> None:
    rate, each = submissions / timed.seconds, notebooks / timed.seconds
    first = "" if timed.first is None else f", first result after {timed.first:.1f} s"
    print(
        f"{name:15} {timed.seconds:7.1f} s  {rate:6.2f} submissions/s  {each:6.2f} notebooks/s{first}",
        flush=True,
    )


if __name__ == "__main__":
    main()
