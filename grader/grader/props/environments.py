"""A project, its lock and its environment as a model, for tasks that put the steps of a set-up in order.

A real environment takes seconds to make and to fill; what matters here is which step needs which.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Lines = Callable[[str], object]
"""From a situation to the letters of the lines to run, in order."""


@dataclass
class Project:
    """What there is; `installed` holds where each part of the environment came from, None without one."""

    wanted: bool = True
    lock: str | None = "the colleague's"
    installed: set[str] | None = None
    tested: str = "nothing"
    handed_over: str = "nothing"
    changed: bool = False

    def run(self, letter: str) -> None:
        """Run one line. Raises ValueError, with its letter, for one that stops or must not be run."""
        line = _LINES.get(letter)
        if line is None:
            raise ValueError(f"{letter!r} is no line: take letters from A to I")
        trouble = line(self)
        if trouble:
            raise ValueError(f"{letter}: {trouble}")

    def left(self) -> dict[str, str]:
        """What the lines have left."""
        inside = sorted(self.installed or ())
        return {
            "installed": " and ".join(inside) if inside else "nothing",
            "lock": self.lock or "none",
            "tested": self.tested,
            "handed over": self.handed_over,
        }


def left_by(lines: Lines, situation: str) -> dict[str, str]:
    """What the lines leave in this situation. Raises ValueError where one of them stops."""
    project = _begin(situation)
    letters = lines(situation)
    if not isinstance(letters, list):
        raise TypeError(f"{type(letters).__name__} returned, a list of letters is needed")
    for place, letter in enumerate(letters):
        if letter in letters[:place]:
            raise ValueError(f"{letter} stands there twice: no situation needs a line again")
        project.run(letter)
    return project.left()


def try_lines(lines: Lines, situation: str) -> None:
    """Print what the lines leave, or where they stop."""
    try:
        for what, value in left_by(lines, situation).items():
            print(f"{what}: {value}")
    except ValueError as error:
        print(error)


def _begin(situation: str) -> Project:
    match situation:
        case "new":
            return Project(wanted=False, lock=None)
        case "clone":
            return Project()
        case "update":
            return Project(installed={"the lock"})
        case "broken":
            return Project(installed={"the lock", "what was tried out"})
    raise ValueError(f"there is no situation {situation!r}")


def _make_environment(project: Project) -> str:
    if project.installed is not None:
        return "there is an environment already, and venv leaves in it what is in it"
    project.installed = set()
    return ""


def _install(project: Project) -> str:
    if project.installed is None:
        return "there is no .venv/bin/python"
    if project.lock is None:
        return "there is no requirements.txt"
    project.installed.add("the lock")
    project.tested = "nothing"
    return ""


def _compile(project: Project) -> str:
    if not project.wanted:
        return "there is no requirements.in"
    project.lock = "new" if project.lock in (None, "new") else "newer"
    if project.installed:  # what an earlier lock brought is still there
        project.installed = {"an older lock" if it == "the lock" else it for it in project.installed}
    project.changed, project.tested, project.handed_over = True, "nothing", "nothing"
    return ""


def _freeze(_project: Project) -> str:
    return "a list without hashes vouches for nothing, and hides what was wanted"


def _test(project: Project) -> str:
    if not project.installed:
        return "pytest is not installed in .venv"
    project.tested = "all of it" if project.installed == {"the lock"} else "more than the lock names"
    return ""


def _write_wish(project: Project) -> str:
    if project.wanted:
        return "requirements.in names them already"
    project.wanted = True
    return ""


def _into_the_system(_project: Project) -> str:
    return "this changes the system's own Python, and the project's environment has nothing of it"


def _hand_over(project: Project) -> str:
    if not project.changed:
        return "nothing has changed"
    if not project.wanted or project.lock is None:
        return "there are not both files"
    project.handed_over = "what was tested" if project.tested == "all of it" else "what nobody has tested"
    return ""


def _remove(project: Project) -> str:
    if project.installed is None:
        return "there is no .venv"
    project.installed, project.tested = None, "nothing"
    return ""


_LINES: dict[str, Callable[[Project], str]] = {
    "A": _make_environment,
    "B": _install,
    "C": _compile,
    "D": _freeze,
    "E": _test,
    "F": _write_wish,
    "G": _into_the_system,
    "H": _hand_over,
    "I": _remove,
}
