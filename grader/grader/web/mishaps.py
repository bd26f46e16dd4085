"""The exceptions that an app met while it answered."""

from __future__ import annotations


class Mishaps:
    """Collects what an app meets, each exception once."""

    def __init__(self) -> None:
        self._met: list[BaseException] = []

    def __bool__(self) -> bool:
        return bool(self._met)

    def note(self, error: BaseException) -> None:
        """Keep this exception. A framework may raise again what it has told before."""
        if not any(error is known for known in self._met):
            self._met.append(error)

    def take(self) -> list[BaseException]:
        """What was met since the last time, in order."""
        met, self._met = self._met, []
        return met
