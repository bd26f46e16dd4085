"""The tables' revision: where the database stands, and how it moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Revision:
    """One step of the schema's history, such as 0002, students."""

    id: str
    title: str


class Schema(Protocol):
    """The schema of the store, changed in numbered steps. Raises StoreUnavailable and StoreBusy."""

    def current(self) -> Revision | None:
        """The last step that was made; None in an empty database."""

    def latest(self) -> Revision:
        """The last step that this app knows."""

    def upgrade(self) -> list[Revision]:
        """Make all missing steps, one process at a time; returns those that were made."""

    def downgrade(self, to: str) -> list[Revision]:
        """Undo the steps after `to`, or all of them for `base`, with the data that they brought.

        Returns those that were undone, the last made first. Raises NotFound unless `to` was made.
        """
