"""What a learner's project says of itself, and whether its tests hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

LOCKS = ("uv.lock", "poetry.lock", "Pipfile.lock", "pylock.toml")
TESTS = 8
SECONDS = 120.0
_PASSED = re.compile(r"(\d+) passed")


def the_project_is_described(folder: Path) -> str | None:
    """pyproject.toml names the project and the Python that it needs."""
    try:
        with (folder / "pyproject.toml").open("rb") as file:
            project = tomllib.load(file).get("project", {})
    except FileNotFoundError:
        return "There is no pyproject.toml: lesson 1.4 shows one."
    except (OSError, tomllib.TOMLDecodeError) as error:
        return f"pyproject.toml cannot be read: {error}"
    missing = [
        key for key in ("name", "requires-python") if not isinstance(project, dict) or key not in project
    ]
    return f"[project] in pyproject.toml lacks: {', '.join(missing)}" if missing else None


def the_dependencies_are_locked(folder: Path) -> str | None:
    """A lock holds the exact version and a hash of everything that is installed."""
    if any((folder / name).is_file() for name in LOCKS):
        return None
    lists = sorted([*folder.glob("requirements*.txt"), *folder.glob("requirements/*.txt")])
    if any("--hash=" in file.read_text(encoding="utf-8", errors="replace") for file in lists):
        return None
    found = f"{lists[0].name} has no hashes" if lists else "There is no lock"
    return (
        f"{found}. After `pip install uv`, `uv lock` makes one, and so does "
        "`uv pip compile --generate-hashes pyproject.toml -o requirements.txt`; lesson 1.4 says why."
    )


def a_stranger_could_begin(folder: Path) -> str | None:
    """README.md says how to set the project up and how to run its tests."""
    try:
        text = (folder / "README.md").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "There is no README.md."
    commands = "\n".join(re.findall(r"^```.*?^```", text, re.DOTALL | re.MULTILINE))
    for word, meaning in (("install|sync|venv", "sets the project up"), ("pytest", "runs the tests")):
        if not re.search(word, commands):
            return f"No block of code in README.md holds the command that {meaning}."
    return None


def ruff_finds_nothing(folder: Path) -> str | None:
    """Ruff finds nothing to complain about."""
    done = _run(folder, "ruff", "check", "--no-cache", "--output-format=concise", ".")
    if done is None:
        return f"ruff did not end within {SECONDS:.0f} s."
    return None if done.returncode == 0 else f"ruff check . says: {_first(done.stdout or done.stderr)}"


def the_tests_pass(folder: Path) -> str | None:
    """At least eight tests run, and all of them pass."""
    done = _run(folder, "pytest", "-q", "-p", "no:cacheprovider")
    if done is None:
        return f"The tests did not end within {SECONDS:.0f} s."
    if done.returncode != 0:
        told = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        return f"pytest says: {_first(told[0] if told else done.stdout + done.stderr)}"
    passed = _PASSED.search(done.stdout)
    count = int(passed[1]) if passed else 0
    return None if count >= TESTS else f"{count} tests pass; write {TESTS} or more, for the rules above all."


def _run(folder: Path, module: str, *words: str) -> subprocess.CompletedProcess[str] | None:
    """A tool of the course's environment on the project; None when it takes too long."""
    path = os.pathsep.join(str(part) for part in (folder / "src", folder))
    try:
        return subprocess.run(
            [sys.executable, "-m", module, *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None


def _first(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "nothing")[:200]
