"""What a request says in its headers and values, whichever framework read them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from pydantic import ValidationError

from university.entrypoints.http.refusals import (
    BASIC,
    BEARER,
    Fault,
    Invalid,
    RequestRefused,
    Unauthenticated,
    Unreadable,
)

_KEY = re.compile(r"[\x21-\x7e]{1,64}")


def idempotency_key(header: str | None) -> str:
    """The key under which a request is carried out once. Raises RequestRefused."""
    if header is None or not _KEY.fullmatch(header):
        raise RequestRefused(
            400,
            "The header Idempotency-Key is missing, or is not 1 to 64 visible ASCII characters.",
            remedy="Send a new random key, such as a UUID, with every new request.",
        )
    return header


def fingerprint(method: str, path: str, body: bytes) -> str:
    """What tells a request from others under the same key."""
    return hashlib.sha256(b"\0".join((method.encode(), path.encode(), body))).hexdigest()


def bearer(authorization: str | None) -> str:
    """The token's secret. Raises Unauthenticated."""
    scheme, _, secret = (authorization or "").strip().partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Unauthenticated(
            "Nobody is known by this request.",
            remedy="Send `Authorization: Bearer …` with a token; POST …/tokens issues one.",
            challenge=BEARER,
        )
    return secret.strip()


def basic(authorization: str | None) -> tuple[str, str]:
    """Address and password, in UTF-8 as the challenge asks. Raises Unauthenticated."""
    scheme, _, given = (authorization or "").strip().partition(" ")
    try:
        text = base64.b64decode(given.strip(), validate=True).decode() if scheme.lower() == "basic" else ""
    except (binascii.Error, ValueError):
        text = ""
    email, _, password = text.partition(":")
    if not email or not password:
        raise Unauthenticated(
            "A token is issued for an address and its password.",
            remedy="Send both as HTTP Basic authentication.",
            challenge=BASIC,
        )
    return email, password


def refusal_of(error: ValidationError, where: str) -> RequestRefused:
    """What a client is told of values that are wrong, or of what is no JSON; `where` they stood."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if any(one["type"] == "json_invalid" for one in found):
        return Unreadable("The body is no JSON.", remedy="Send one JSON object.")
    return Invalid(Fault(".".join((where, *map(str, one["loc"]))), one["msg"]) for one in found)
