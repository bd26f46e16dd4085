"""Errors as problem details (RFC 9457): one table from the tree of errors to statuses, for every door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from university.domain.errors import DomainError
from university.entrypoints.http.refusals import BEARER, RequestRefused

MEDIA_TYPE = "application/problem+json"

STATUS = {
    "domain.error": HTTPStatus.CONFLICT,
    "value.invalid": HTTPStatus.UNPROCESSABLE_ENTITY,
    "file.refused": HTTPStatus.UNPROCESSABLE_ENTITY,
    "idempotency.key_reused": HTTPStatus.UNPROCESSABLE_ENTITY,
    "not_found": HTTPStatus.NOT_FOUND,
    "access.forbidden": HTTPStatus.FORBIDDEN,
    "token.refused": HTTPStatus.UNAUTHORIZED,
    "sign_in.refused": HTTPStatus.UNAUTHORIZED,
    "sign_in.throttled": HTTPStatus.TOO_MANY_REQUESTS,
    "store.unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "store.busy": HTTPStatus.SERVICE_UNAVAILABLE,
}
"""By an error's code, or its nearest ancestor's: what is not listed is a rule that was broken, 409."""

RETRY_AFTER = {"store.unavailable": 5, "store.busy": 1, "idempotency.in_progress": 1}
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer of the kind `application/problem+json`."""

    status: int
    code: str
    title: str
    detail: str
    remedy: str
    more: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def document(self, instance: str | None = None) -> dict[str, Any]:
        """The answer's members; `type` names the problem, and `code` says it once more for programs."""
        document: dict[str, Any] = {
            "type": f"urn:problem:university:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "remedy": self.remedy,
        }
        return document | self.more | ({"instance": instance} if instance else {})


def status_of(error: DomainError | type[DomainError]) -> int:
    """The HTTP status of a domain error."""
    kind = error if isinstance(error, type) else type(error)
    return next(STATUS[code] for code in _codes(kind) if code in STATUS)


def of_domain(error: DomainError) -> Problem:
    """The problem that a broken rule is."""
    status = status_of(error)
    more: dict[str, Any] = {}
    headers: dict[str, str] = {}
    if refusals := getattr(error, "refusals", ()):
        more["refusals"] = [{"code": refusal.code, "message": refusal.message} for refusal in refusals]
    wait = getattr(error, "retry_after", None) or RETRY_AFTER.get(error.code)
    if wait is not None:
        headers["Retry-After"] = str(wait)
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = BEARER
    return Problem(status, error.code, title_of(type(error)), error.message, error.remedy, more, headers)


def of_request(error: RequestRefused) -> Problem:
    """The problem that a bad request is."""
    more = {"errors": [{"where": fault.where, "message": fault.message} for fault in error.faults]}
    return Problem(
        error.status,
        error.code,
        HTTPStatus(error.status).phrase,
        error.message,
        error.remedy,
        more if error.faults else {},
        error.headers,
    )


WORDS = {
    400: ("The request cannot be read.", "Check its syntax and encoding."),
    404: ("There is nothing at this address.", "Follow the links of the interface's root."),
    405: ("This resource does not know that method.", "Use one that the header Allow names."),
    406: ("This resource exists as application/json alone.", "Accept application/json."),
    408: ("The request came too slowly.", "Send it again."),
    413: ("The request is too large.", "Send at most 64 KiB."),
    414: ("The address is too long.", "Ask for less at once."),
    415: ("A body is read as application/json alone.", "Send JSON with that Content-Type."),
    431: ("The request's headers are too large.", "Send fewer."),
    500: ("Something broke on our side.", "It has been noted; its X-Request-ID helps to find it."),
}


def of_status(status: int, headers: dict[str, str] | None = None) -> Problem:
    """The problem behind a bare status of the web framework."""
    default = (f"{HTTPStatus(status).phrase}.", "Look at the description of the interface.")
    detail, remedy = WORDS.get(status, default)
    return Problem(status, f"http.{status}", HTTPStatus(status).phrase, detail, remedy, headers=headers or {})


def title_of(kind: type[DomainError]) -> str:
    """What stays the same each time the problem occurs: the first words of the error's own description."""
    return re.split("[:;\n]", kind.__doc__ or kind.__name__)[0].rstrip(".")


def _codes(kind: type[DomainError]) -> Iterator[str]:
    return (vars(ancestor)["code"] for ancestor in kind.__mro__ if "code" in vars(ancestor))
