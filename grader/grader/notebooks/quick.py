"""Importing nbformat without the second it spends on something that no notebook of ours has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SLOW_AND_UNUSED = "rfc3987_syntax"
"""jsonschema (under nbformat) imports it to check IRIs, and it compiles a grammar first. We have no IRIs."""


@contextmanager
def quick_imports() -> Iterator[None]:
    """Let the slow import fail meanwhile, which jsonschema expects; it goes on without it."""
    if _SLOW_AND_UNUSED in sys.modules:
        yield
        return
    sys.modules[_SLOW_AND_UNUSED] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[_SLOW_AND_UNUSED]
