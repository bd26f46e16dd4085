"""Version numbers in memory, kept beside what they count the changes of."""

from __future__ import annotations

from dataclasses import dataclass

from university.adapters.memory.store import Tables


@dataclass(frozen=True, slots=True)
class Version:
    """How often something was saved since it was put on file."""

    number: int = 0


def version_of(tables: Tables, kind: type, id: str) -> int:
    """The version now; 0 for what was never saved."""
    return tables[Version].get((kind, id), Version()).number


def next_version(tables: Tables, kind: type, id: str, version: int) -> bool:
    """Count one more change; False when the version is another by now."""
    if version_of(tables, kind, id) != version:
        return False
    tables[Version][kind, id] = Version(version + 1)
    return True
