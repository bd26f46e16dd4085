"""What can go wrong around a use case, beyond the rules of the domain."""

from __future__ import annotations

from university.domain.errors import DomainError


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
