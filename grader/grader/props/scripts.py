"""A learner's Python program, run as a script in a folder that is thrown away."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping

from grader.props.room import Ended, room

Program = Callable[[], object]
Files = Mapping[str, str]
"""Text by path below the folder."""

QUIET = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def ended(program: Program, place: str, command: str, files: Files) -> tuple[int, str]:
    """The exit code and the standard output of `command`, such as `python desk/load.py BIO-201`.

    The program lies at `place`; every `python` of the command is this interpreter. Raises TypeError when
    `program()` returns no text.
    """
    run = _run(program, place, command, files)
    return run.code, run.stdout


def complaint(program: Program, place: str, command: str, files: Files) -> str:
    """What the command wrote to its standard error."""
    return _run(program, place, command, files).stderr


def complains_of(program: Program, place: str, command: str, files: Files, word: str) -> tuple[int, str, str]:
    """The exit code, the standard output, and how the standard error speaks of a word.

    That is `word` itself where it is named (in capitals or not), "nothing" where nothing is said,
    "a traceback", or "something else".
    """
    run = _run(program, place, command, files)
    if "Traceback (most recent call last)" in run.stderr:
        return run.code, run.stdout, "a traceback"
    if not run.stderr.strip():
        return run.code, run.stdout, "nothing"
    named = word.casefold() in run.stderr.casefold()
    return run.code, run.stdout, word if named else "something else"


def try_script(program: Program, place: str, command: str, files: Files) -> None:
    """Run the command and print its output, what it complained of, and its exit code."""
    run = _run(program, place, command, files)
    print(run.stdout, end="")
    if run.stderr:
        print("standard error:", run.stderr, end="")
    print("exit code:", run.code)


def _run(program: Program, place: str, command: str, files: Files) -> Ended:
    text = program()
    if not isinstance(text, str):
        raise TypeError(f"{type(text).__name__} returned; return the program as one text")
    python = shlex.quote(sys.executable)
    with room({**files, place: text}, QUIET) as made:
        return made.run(" ".join(python if word == "python" else word for word in command.split(" ")))
