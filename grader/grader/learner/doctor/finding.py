"""What a check of the doctor says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: fine or not, and how to mend it. Where it is only worth knowing, `mend` is empty."""

    fine: bool
    text: str
    mend: str = ""
