"""Words and marks on the terminal. Meaning never hangs on colour; NO_COLOR turns it off."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click

from grader.errors import CourseError

_COLOURS = {"✓": "green", "✗": "red", "!": "yellow", "○": None, "…": "cyan", "→": "cyan"}


def line(mark: str, text: str, *, indent: int = 0, err: bool = False) -> None:
    """One line with a mark in front; further lines of `text` stand under its first."""
    first, *rest = text.splitlines() or [""]
    pad = " " * indent
    colour = None if "NO_COLOR" in os.environ else _COLOURS.get(mark)
    click.echo(f"{pad}{click.style(mark, fg=colour) if colour else mark} {first}", err=err)
    for following in rest:
        click.echo(f"{pad}  {following}", err=err)


@contextmanager
def waiting(text: str, *, after: float = 1.0) -> Iterator[None]:
    """Show `text` on a terminal when what is inside takes longer than `after` seconds; wipe it at the end."""
    if not sys.stderr.isatty():
        yield
        return
    shown = threading.Event()

    def show() -> None:
        click.echo(text, nl=False, err=True)
        shown.set()

    timer = threading.Timer(after, show)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if shown.is_set():
            click.echo(f"\r{' ' * len(text)}\r", nl=False, err=True)


def ask(question: str, *, instead: str) -> bool:
    """Yes or no. Raises CourseError with the remedy `instead` where nobody can answer."""
    try:
        return click.confirm(question)
    except click.Abort as stopped:
        if isinstance(stopped.__context__, EOFError):
            click.echo()
            raise CourseError(
                "Nobody answered the question: the input is at its end.", remedy=instead
            ) from None
        raise


def tasks(number: int) -> str:
    """`1 task`, `2 tasks`."""
    return f"{number} task{'' if number == 1 else 's'}"


def points(number: float) -> str:
    """`1 point`, `2 points`, `2.5 points`."""
    return f"{number:g} point{'' if number == 1 else 's'}"
