"""The one tree of errors that the domain raises; every door shows the same code and remedy."""

from typing import ClassVar


class DomainError(Exception):
    """A rule was broken. `code` is stable for programs; `remedy` tells a person what to do."""

    code: ClassVar[str] = "domain.error"

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class InvalidValue(DomainError):
    """A value can never be right, whatever the university's state."""

    code = "value.invalid"


class NotFound(DomainError):
    """What was asked for does not exist."""

    code = "not_found"
