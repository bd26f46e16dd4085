"""What the descriptions of both interfaces (OpenAPI 3.1) say in the same words."""

from __future__ import annotations

from typing import Any

JSON = "application/json"

SCHEMES: dict[str, Any] = {
    "token": {"type": "http", "scheme": "bearer", "description": "A token from POST /tokens."},
    "password": {"type": "http", "scheme": "basic", "description": "Address and password, for a token."},
}

KEY: dict[str, Any] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A new random text for each request; one that is sent again under it is carried out once.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,64}$", "examples": ["8c1f0d1e"]},
}
SEEN: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of what the client saw.",
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}-[0-9a-f]{20}"$'},
}
KNOWN: dict[str, Any] = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what the client has: 304 says that it is still so.",
    "schema": {"type": "string"},
}

DESCRIPTIONS = {
    400: "The request cannot be read.",
    401: "Nobody is known by this request.",
    403: "This user may never do this.",
    404: "There is no such thing, or not for this user.",
    406: "This resource exists as application/json alone.",
    409: "A rule stands against it, or somebody else was faster.",
    412: "It was changed since the client saw it.",
    413: "The body is larger than 64 KiB.",
    415: "The body is no application/json.",
    422: "A value can never be right.",
    428: "The change needs If-Match.",
    429: "Too many attempts; `Retry-After` says when to come back.",
    500: "A fault of ours.",
    503: "The data cannot be reached just now; `Retry-After` says when to come back.",
}


def refusals(
    *, in_path: bool, known: bool, signed: bool, body: bool, keyed: bool, conditional: bool
) -> set[int]:
    """With which statuses an operation may refuse.

    `known`: it needs a token or a password; `signed`: a token; `keyed`: an Idempotency-Key; `conditional`:
    an If-Match.
    """
    found = {400, 406, 422, 500, 503}
    found |= {404} if in_path else set()
    found |= {401} if known else set()
    found |= {403} if signed else set()
    found |= {413, 415} if body else set()
    found |= {409, 413} if keyed else set()
    found |= {409, 412, 428} if conditional else set()
    return found
