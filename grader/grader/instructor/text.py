"""Text that a student wrote, made fit for files."""

from __future__ import annotations


def encodable(text: str) -> str:
    """The text with each lone surrogate, which JSON may hold and UTF-8 may not, as `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")
