"""Props whose first use takes a second, which a warm process can have behind it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

CAMPUS = ("site", "morning")
"""Whichever comes first makes the campus. A task may take away a rule that it is made by, so it must be there
before such a task begins."""
TOOLS = (*CAMPUS, "tested", "checked", "store", "migrated")
"""Modules of grader.props with a function `rehearse`: for tasks with the app, with test files, with type
checks, with a university on a database, and with migrations."""
_BEHIND = {"records": "morning"}
"""Other props that use one of them."""


def used_in(notebooks: Iterable[Path]) -> tuple[str, ...]:
    """Those that a cell of the notebooks imports; a notebook that is missing is told by whoever runs it."""
    texts = [notebook.read_text(encoding="utf-8") for notebook in notebooks if notebook.is_file()]
    props = {**{tool: tool for tool in TOOLS}, **_BEHIND}
    used = {tool for prop, tool in props.items() if any(f"grader.props.{prop} " in text for text in texts)}
    return tuple(tool for tool in TOOLS if tool in used)
