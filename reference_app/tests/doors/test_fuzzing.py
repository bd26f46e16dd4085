"""Schemathesis asks both interfaces for whatever their descriptions allow, and for what they do not.

A few examples of each operation, the same in every run. More: `python -m doors.fuzz --examples 200`.
"""

from __future__ import annotations

from doors.fuzz import fuzz
from doors.interfaces import Interface


def test_no_answer_is_unexpected(interfaces: dict[str, Interface]) -> None:
    assert fuzz(interfaces, examples=3) > 250
