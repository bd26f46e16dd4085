"""Passages of prose: Markdown without its code, and what test cells say to a learner."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.notebooks import files

_NOT_PROSE = (
    re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE),
    re.compile(r"\$\$.*?\$\$", re.DOTALL),
    re.compile(r"<(code|pre|kbd)\b.*?</\1>", re.DOTALL),
    re.compile(r"(`+).+?\1", re.DOTALL),
    re.compile(r"\]\([^)]*\)"),
    re.compile(r"\bhttps?://\S+"),
    re.compile(r"<[^>]*>"),
    re.compile(r"&#?\w+;"),
    re.compile(r"\{\w[\w:+-]*\}"),
)
_TOLD = frozenset({"because", "kind"})
"""Arguments of test cells that a learner reads."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some prose; `where` names the file and, of a notebook, the cell."""

    where: str
    text: str


def passages(root: Path) -> Iterator[Passage]:
    """All prose of the project that people read who do not read its code."""
    pages = [*root.glob("*.md"), *(root / "book").glob("*.md")]
    for page in sorted(pages):
        yield Passage(page.name, without_code(page.read_text(encoding="utf-8")))
    for notebook in sorted([*(root / "book").glob("ch*/*.ipynb"), *(root / "solutions").glob("ch*/*.ipynb")]):
        yield from _of_notebook(notebook, f"{notebook.relative_to(root)}")


def without_code(markdown: str) -> str:
    """What is left to read as words."""
    for pattern in _NOT_PROSE:
        markdown = pattern.sub(" ", markdown)
    return markdown


def _of_notebook(file: Path, name: str) -> Iterator[Passage]:
    notebook = files.read(file)
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            yield Passage(f"{name}, cell {index}", without_code(cell.source))
        elif cell.metadata.get("nbgrader", {}).get("grade"):
            for text in _told(cell.source):
                yield Passage(f"{name}, cell {index}", without_code(text))


def _told(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.keyword) and node.arg in _TOLD:
            yield from (
                part.value
                for part in ast.walk(node.value)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )
