"""What can go wrong around a use case, beyond the rules of the domain."""

from __future__ import annotations

from university.domain.errors import DomainError


class StoreUnavailable(DomainError):
    """The store cannot be used now: it was never filled, its disk is full, or another has it locked."""

    code = "store.unavailable"

    def __init__(
        self,
        message: str = "The university's data cannot be reached.",
        *,
        remedy: str = "Run `university seed` if this is a new installation; otherwise try again in a moment.",
    ) -> None:
        super().__init__(message, remedy=remedy)
