"""What can go wrong around a use case, beyond the rules of the domain."""

from __future__ import annotations

from university.domain.errors import DomainError, NotFound


class StoreUnavailable(DomainError):
    """The store cannot be used now: it was never filled, its disk is full, or another has it locked."""

    code = "store.unavailable"

    def __init__(self) -> None:
        super().__init__(
            "The university's data cannot be reached.",
            remedy="Run `university seed` if this is a new installation; otherwise try again in a moment.",
        )


class ChangedMeanwhile(DomainError):
    """Somebody else changed the same thing since it was read; nothing of this change was kept."""

    code = "changed.meanwhile"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Somebody changed {what} meanwhile.",
            remedy="Look at it again, then repeat what is still needed.",
        )


def no_student(number: str) -> NotFound:
    """The error for a student who does not exist, or lies beyond a user's reach: nobody learns which."""
    return NotFound(f"There is no student {number}.", remedy="Search for the student by name.")
