"""Props whose first use takes a second, which a warm process can have behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

CAMPUS = ("site", "morning")
"""Whichever comes first makes the campus. A task may take away a rule that it is made by, so it must be there
before such a task begins."""
TOOLS = (*CAMPUS, "tested", "checked", "store", "migrated", "app")
"""Modules of grader.props with a function `rehearse`: for tasks with the site, with test files, with type
checks, with a university on a database, with migrations, and with the app's other interfaces."""
_SIGNS = {
    **{tool: rf"grader\.props\.{tool} " for tool in TOOLS},
    "morning": r"grader\.props\.(morning|records) ",
    "app": r"(from|import) (fastapi|pydantic|redis|pymongo|university\.(adapters|entrypoints))\b",
}
"""What a notebook that needs the tool holds, by itself or because a prop that it imports uses the tool."""


def used_in(notebooks: Iterable[Path]) -> tuple[str, ...]:
    """Those that a cell of the notebooks imports; a notebook that is missing is told by whoever runs it."""
    texts = [notebook.read_text(encoding="utf-8") for notebook in notebooks if notebook.is_file()]
    return tuple(tool for tool in TOOLS if any(re.search(_SIGNS[tool], text) for text in texts))
