"""What can go wrong around a use case, beyond the rules of the domain."""

from __future__ import annotations

from university.domain.errors import DomainError, NotFound


class StoreUnavailable(DomainError):
    """The store cannot be used: it was never filled, nobody answers there, its disk is full."""

    code = "store.unavailable"

    def __init__(
        self,
        message: str = "The university's data cannot be reached.",
        *,
        remedy: str = "Run `university seed` if this is a new installation; otherwise try again in a moment.",
    ) -> None:
        super().__init__(message, remedy=remedy)


class StoreBusy(DomainError):
    """The store gave up waiting for somebody else's work, or broke a deadlock: nothing was changed."""

    code = "store.busy"

    def __init__(self) -> None:
        super().__init__(
            "Too many are at work here just now; nothing was changed.", remedy="Try again in a moment."
        )


class ChangedMeanwhile(DomainError):
    """Somebody else changed the same thing since it was read; nothing of this change was kept."""

    code = "changed.meanwhile"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Somebody changed {what} meanwhile.",
            remedy="Look at it again, then repeat what is still needed.",
        )


def no_course(code: str) -> NotFound:
    """The error for a course that does not exist."""
    return NotFound(f"There is no course {code}.", remedy="Search the catalogue for it.")


def no_department(code: str) -> NotFound:
    """The error for a department that does not exist."""
    return NotFound(f"There is no department {code}.", remedy="Look it up in the list of departments.")


def no_student(number: str) -> NotFound:
    """The error for a student who does not exist, or lies beyond a user's reach: nobody learns which."""
    return NotFound(f"There is no student {number}.", remedy="Search for the student by name.")
