"""Shell scripts, run in a folder that is thrown away and judged by the state that they leave.

A learner's function takes nothing and returns the script as text.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import NamedTuple

from grader.props.room import Ended, Files, room

Script = Callable[[], object]

_KEPT = 16


class Left(NamedTuple):
    """What a script left: how it ended, and the text and the permissions of each file by its path."""

    ended: Ended
    files: dict[str, str]
    modes: dict[str, str]


def folder_after(script: Script, files: Files, **settings: str) -> dict[str, str]:
    """The text of each file that is there once the script has run."""
    return dict(_left(script, files, settings).files)


def texts_after(script: Script, files: Files, *names: str, **settings: str) -> list[str | None]:
    """The text of each named file once the script has run; None for one that is not there."""
    left = _left(script, files, settings).files
    return [left.get(name) for name in names]


def modes_after(script: Script, files: Files, *names: str) -> list[str]:
    """The permissions of the named files once the script has run; empty for one that is not there."""
    left = _left(script, files, {}).modes
    return [left.get(name, "") for name in names]


def printed(script: Script, files: Files, **settings: str) -> str:
    """What the script wrote to its standard output."""
    return _left(script, files, settings).ended.stdout


def complains(script: Script, files: Files, **settings: str) -> str:
    """Where the script wrote: "standard error", "standard output", "both" or "neither"."""
    ended = _left(script, files, settings).ended
    out, err = bool(ended.stdout.strip()), bool(ended.stderr.strip())
    if out and err:
        return "both"
    return "standard error" if err else "standard output" if out else "neither"


def exit_code(script: Script, files: Files, **settings: str) -> int:
    """The script's exit code."""
    return _left(script, files, settings).ended.code


def try_out(script: Script | str, files: Files, **settings: str) -> None:
    """Run a script, or the text of one, and print what it wrote, its exit code and the folder afterwards."""
    with room(files, settings) as place:
        ended = place.run(script if isinstance(script, str) else text_of(script))
        print(ended.stdout, end="")
        if ended.stderr:
            print("standard error:", ended.stderr, end="")
        print("exit code:", ended.code)
        for name, text in place.state().items():
            print(f"  {name}: {text!r}" if not name.endswith("/") else f"  {name}")


def _left(script: Script, files: Files, settings: Mapping[str, str]) -> Left:
    return _after(text_of(script), tuple(files.items()), tuple(settings.items()))


@functools.lru_cache(maxsize=_KEPT)
def _after(text: str, files: tuple[tuple[str, str], ...], settings: tuple[tuple[str, str], ...]) -> Left:
    """What the script left; several questions about one run of it start it once.

    Raises Unreadable when it is no bash.
    """
    with room(dict(files), dict(settings)) as place:
        ended = place.run(text)
        ended.understood()
        state = place.state()
        return Left(ended, state, {name: place.mode(name) for name in state})


def text_of(script: Script) -> str:
    """The script that a learner's function returns. Raises TypeError when it is no text."""
    text = script()
    if not isinstance(text, str):
        raise TypeError(f"{type(text).__name__} returned; return the commands as one text")
    return text
