"""Props whose first use takes a second, which a warm process can have behind it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

TOOLS = ("tested", "checked", "store")
"""Modules of grader.props with a function `rehearse`: for tasks with test files, with type checks, and with a
university on a database."""


def used_in(notebooks: Iterable[Path]) -> tuple[str, ...]:
    """Those that a cell of the notebooks imports; a notebook that is missing is told by whoever runs it."""
    texts = [notebook.read_text(encoding="utf-8") for notebook in notebooks if notebook.is_file()]
    return tuple(tool for tool in TOOLS if any(f"grader.props.{tool} " in text for text in texts))
