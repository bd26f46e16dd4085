"""Python source read as a tree, in any thread, and what an author's cell holds."""

from __future__ import annotations

import ast
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

# CPython 3.11 keeps one count of nesting for the whole interpreter while it builds a tree: when another
# thread parses in that moment, `ast.parse` raises SystemError ("AST constructor recursion depth mismatch").
_ONE_AT_A_TIME = Lock()
REMEMBERED = 1024
"""Cells: a class has the same test cells many times, and a chapter has a hundred."""


class Words(NamedTuple):
    """What a cell's source holds: the names that it makes and those that it looks up, and its texts."""

    made: frozenset[str]
    used: frozenset[str]
    texts: frozenset[str]
    is_empty: bool
    """Whether nothing but comments is there."""


def tree(source: str) -> ast.Module:
    """The tree of `source`. Raises SyntaxError as `ast.parse` does."""
    with _ONE_AT_A_TIME:
        return ast.parse(source)


@lru_cache(maxsize=REMEMBERED)
def words(source: str) -> Words:
    """The words of `source`. Raises SyntaxError as `ast.parse` does."""
    whole = tree(source)
    made, used, texts = set[str](), set[str](), set[str]()
    for node in ast.walk(whole):
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                used.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                made.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                made.add(name)
            case ast.alias(name=name, asname=other):
                made.add(other or name.partition(".")[0])
            case ast.Constant(value=str(text)):
                texts.add(text)
    return Words(frozenset(made), frozenset(used), frozenset(texts), not whole.body)
