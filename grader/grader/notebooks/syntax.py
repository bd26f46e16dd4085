"""Python source read as a tree, in any thread."""

from __future__ import annotations

import ast
from threading import Lock

# CPython 3.11 keeps one count of nesting for the whole interpreter while it builds a tree: when another
# thread parses in that moment, `ast.parse` raises SystemError ("AST constructor recursion depth mismatch").
_ONE_AT_A_TIME = Lock()


def tree(source: str) -> ast.Module:
    """The tree of `source`. Raises SyntaxError as `ast.parse` does."""
    with _ONE_AT_A_TIME:
        return ast.parse(source)
