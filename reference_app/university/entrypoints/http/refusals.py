"""What a request can be refused for before any use case sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Fault:
    """One value that cannot be right: where it stood, such as `query.limit` or `body.section`, and why."""

    where: str
    message: str


class RequestRefused(Exception):
    """The request cannot be answered as it is. `headers` go with the answer."""

    code = "request.refused"

    def __init__(
        self,
        status: int,
        message: str,
        *,
        remedy: str,
        faults: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.remedy = remedy
        self.faults = tuple(faults)
        self.headers = dict(headers or {})


class Unreadable(RequestRefused):
    """The request's syntax or encoding is broken."""

    code = "request.unreadable"

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(HTTPStatus.BAD_REQUEST, message, remedy=remedy)


class Invalid(RequestRefused):
    """The request could be read; values in it can never be right."""

    code = "request.invalid"

    def __init__(self, faults: Iterable[Fault]) -> None:
        found = tuple(faults)
        super().__init__(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            " ".join(f"{fault.where}: {fault.message}." for fault in found[:3]),
            remedy="Correct what `errors` lists; the interface's description says what is allowed.",
            faults=found,
        )


class Unauthenticated(RequestRefused):
    """Nobody knows who asks."""

    code = "request.unauthenticated"

    def __init__(self, message: str, *, remedy: str, challenge: str) -> None:
        super().__init__(
            HTTPStatus.UNAUTHORIZED, message, remedy=remedy, headers={"WWW-Authenticate": challenge}
        )


class Precondition(RequestRefused):
    """The client has not seen what it is about to change."""

    code = "request.precondition"


REALM = 'realm="Aldermoor University"'
BEARER = f"Bearer {REALM}"
BASIC = f'Basic {REALM}, charset="UTF-8"'
"""Challenges of RFC 6750 and RFC 7617."""
