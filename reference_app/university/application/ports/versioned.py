"""What several people may change at one moment, with the number of its last change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Versioned(Generic[T]):
    """A value as it was read. Saving it names `version`: who read before another's change is turned away."""

    value: T
    version: int
