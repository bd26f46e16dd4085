"""The interpreter, the environment, its packages and the notebook kernel."""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType

from grader.learner.doctor.finding import Finding
from grader.notebooks.quick import quick_imports
from grader.paths import Paths

OLDEST = (3, 11)
_SETUP = "Run: make setup"
_NEEDED = ("flask", "sqlalchemy", "nbformat", "IPython", "jupyterlab", "pytest", "university", "grader")
_NEEDED_BY_INSTRUCTORS = ("nbgrader",)
"""Importing it takes two seconds, for a learner who never does: that it is there must be enough."""
_PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)\s*(?:;(?P<marker>[^\\]+))?")


def interpreter() -> Iterator[Finding]:
    """Whether this Python is new enough."""
    version = sys.version.split()[0]
    if sys.version_info[:2] >= OLDEST:
        yield Finding(True, f"Python {version}")
    else:
        mend = "Install a newer one and run: make setup PYTHON=/path/to/python3.12"
        yield Finding(False, f"Python {version} is too old: the course needs 3.11 or newer.", mend)


def stamp(paths: Paths) -> Iterator[Finding]:
    """Whether the set-up was finished, and with the lock that is here now."""
    script, stamps = paths.root / "requirements" / "install.py", list(Path(sys.prefix).glob(".installed-*"))
    if not stamps:
        yield Finding(True, "The environment was not made by `make setup`; its packages are compared below.")
    elif script.is_file():
        install = _module(script)
        fresh = [mark for mark in stamps if _is_fresh(install, paths, mark)]
        changed = "The environment was made for other versions of the packages than the course has now."
        yield Finding(bool(fresh), "The set-up is finished and up to date." if fresh else changed, _SETUP)


def _is_fresh(install: ModuleType, paths: Paths, mark: Path) -> bool:
    lock = paths.root / "requirements" / f"{mark.name.removeprefix('.installed-')}.txt"
    return lock.is_file() and mark.read_text(encoding="utf-8") == install.digest(lock)


def _module(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("course_install", script)
    assert spec is not None and spec.loader is not None  # noqa: S101 (a .py file always has a loader)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def packages(paths: Paths) -> Iterator[Finding]:
    """Whether every locked package is there in its locked version, and the main ones can be imported."""
    lock = paths.root / "requirements" / "course.txt"
    if not lock.is_file():
        yield Finding(False, f"{lock} is missing.", "Restore it: git checkout -- requirements")
        return
    wanted = locked(lock.read_text(encoding="utf-8"))
    wrong = [
        f"{name} {_installed(name)} (locked: {version})"
        for name, version in wanted.items()
        if _installed(name) != version
    ]
    if wrong:
        more = f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""
        yield Finding(False, f"Packages differ from the lock: {', '.join(wrong[:5])}{more}.", _SETUP)
    else:
        yield Finding(True, f"{len(wanted)} packages, all in their locked versions")
    yield from _imports()


def locked(text: str) -> dict[str, str]:
    """The names and versions in a lock that count for this interpreter and system."""
    from packaging.markers import Marker

    found = [match for line in text.splitlines() if (match := _PINNED.match(line))]
    return {
        match["name"]: match["version"]
        for match in found
        if not match["marker"] or Marker(match["marker"].strip()).evaluate()
    }


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def _imports() -> Iterator[Finding]:
    broken = [f"{name} (not found)" for name in _NEEDED_BY_INSTRUCTORS if not importlib.util.find_spec(name)]
    with quick_imports():
        for name in _NEEDED:
            try:
                importlib.import_module(name)
            except Exception as error:  # whatever a broken package raises is what the learner must see
                broken.append(f"{name} ({type(error).__name__}: {error})")
    if broken:
        yield Finding(False, f"Cannot be imported: {'; '.join(broken)}", _SETUP)
    else:
        yield Finding(True, "The main packages can be imported.")


def kernel() -> Iterator[Finding]:
    """Whether notebooks run in this environment."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        started = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        yield Finding(False, "Jupyter knows no kernel python3.", _SETUP)
        return
    # "python" stands for the interpreter that runs Jupyter itself.
    ours = started in ("python", "python3") or Path(started).absolute() == Path(sys.executable).absolute()
    elsewhere = f"Notebooks would run in another environment: {started}."
    mend = f"Run: {sys.executable} -m ipykernel install --sys-prefix"
    yield Finding(ours, "Notebooks run in this environment." if ours else elsewhere, mend)
