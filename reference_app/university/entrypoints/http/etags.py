"""Entity tags (RFC 9110, 8.8.3 and 13): whether a client has seen what is there now."""

from __future__ import annotations

import hashlib
import re

from university.entrypoints.http.refusals import Precondition

_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
_OURS = re.compile(r'"([0-9]{1,9})-[0-9a-f]{20}"')


def make(body: bytes, revision: int | None = None) -> str:
    """A strong tag of exactly this body; what is changed by its revision carries that in front."""
    digest = hashlib.sha256(body).hexdigest()[:20]
    return f'"{digest}"' if revision is None else f'"{revision}-{digest}"'


def matches(header: str | None, tag: str) -> bool:
    """Whether an If-None-Match names the tag; the comparison is the weak one, as the RFC has it here."""
    if header is None:
        return False
    return header.strip() == "*" or tag in (found.removeprefix("W/") for found in _TAG.findall(header))


def revision(header: str | None) -> int:
    """The revision that an If-Match names. Raises Precondition with 428 without one, with 412 for another's.

    The change itself compares the revision, in its transaction. Comparing here would leave a gap.
    """
    if header is None:
        raise Precondition(
            428,
            "This change needs to know what you saw.",
            remedy="GET the resource, and send its ETag as If-Match.",
        )
    found = _OURS.fullmatch(header.strip())
    if found is None:
        raise Precondition(
            412, "That is no ETag of this resource.", remedy="Send the ETag of your last GET as If-Match."
        )
    return int(found[1])
