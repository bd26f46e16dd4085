"""Words and marks on the terminal. Meaning never hangs on colour; NO_COLOR turns it off."""

from __future__ import annotations

import os

import click

_COLOURS = {"✓": "green", "✗": "red", "!": "yellow", "○": None, "…": "cyan", "→": "cyan"}


def line(mark: str, text: str, *, indent: int = 0, err: bool = False) -> None:
    """One line with a mark in front; further lines of `text` stand under its first."""
    first, *rest = text.splitlines() or [""]
    pad = " " * indent
    colour = None if "NO_COLOR" in os.environ else _COLOURS.get(mark)
    click.echo(f"{pad}{click.style(mark, fg=colour) if colour else mark} {first}", err=err)
    for following in rest:
        click.echo(f"{pad}  {following}", err=err)


def points(number: float) -> str:
    """`1 point`, `2 points`, `2.5 points`."""
    return f"{number:g} point{'' if number == 1 else 's'}"
