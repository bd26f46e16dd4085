"""Text that a student wrote, made fit for files and terminals."""

from __future__ import annotations

from grader.verdict.messages import without_controls


def encodable(text: str) -> str:
    """The text with each lone surrogate, which JSON may hold and UTF-8 may not, as `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")


def printable(text: str) -> str:
    """The text without what steers a terminal or may not stand in a page."""
    return encodable(without_controls(text))
