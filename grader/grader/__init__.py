"""The course's grader: what test cells and lessons use, and the `course` command.

A notebook imports from here only; everything else is loaded when first asked for, so that a learner's
kernel starts fast.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.book.show import show
    from grader.learner.picture import progress
    from grader.vocabulary.acceptance import acceptance
    from grader.vocabulary.expect import expect
    from grader.vocabulary.talk import talk
    from grader.vocabulary.visit import visit

__all__ = ["acceptance", "expect", "progress", "show", "talk", "visit"]

_HOMES = {
    "acceptance": "grader.vocabulary.acceptance",
    "expect": "grader.vocabulary.expect",
    "progress": "grader.learner.picture",
    "show": "grader.book.show",
    "talk": "grader.vocabulary.talk",
    "visit": "grader.vocabulary.visit",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'grader' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
