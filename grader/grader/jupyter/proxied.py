"""What jupyter-server-proxy shows in the launcher: the university app and the book, on Jupyter's own port.

Jupyter starts each command at the first click, on a free loopback port, and sends the browser there
under its own address and token. It works the same on a laptop, in a container and on a JupyterHub.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

_ICONS = Path(__file__).parent / "icons"
_COURSE = (sys.executable, "-m", "grader")


def university_app() -> dict[str, Any]:
    """The university app, on the learner's own database."""
    return _entry("University app", "university.svg", "app", "--port", "{port}", "--behind-proxy")


def book_site() -> dict[str, Any]:
    """The built book."""
    return _entry("Book", "book.svg", "book", "serve", "--port", "{port}")


def _entry(title: str, icon: str, *command: str) -> dict[str, Any]:
    return {
        "command": [*_COURSE, *command],
        "timeout": 60,
        "launcher_entry": {"title": title, "icon_path": str(_ICONS / icon), "category": "Notebook"},
    }
