"""Cursors: where a list goes on, as a text that clients hand back unread."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence

from university.domain.errors import InvalidValue

Place = Sequence[str | int]
"""What the last item is sorted by."""

LONGEST = 1_000


def encode(place: Place, search: object) -> str:
    """The cursor after the item at `place`; `search` is what was asked for, filters and order."""
    data = json.dumps([_mark(search), *place], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(data.encode()).rstrip(b"=").decode()


def decode(cursor: str, search: object, kinds: Sequence[type]) -> tuple[str | int, ...]:
    """The place, whose parts are of these kinds. Raises InvalidValue, also for the cursor of another search.

    A cursor is no secret and is not signed: whoever makes one up gets a page of the same list, no more.
    """
    try:
        mark, *place = json.loads(base64.urlsafe_b64decode((cursor + "==").encode("ascii")))
        good = len(cursor) <= LONGEST and mark == _mark(search) and [type(part) for part in place] == [*kinds]
    except (ValueError, TypeError, RecursionError, binascii.Error):
        good = False
    if not good:
        raise InvalidValue(
            "This cursor does not belong to this list.", remedy="Begin without one, then follow `next`."
        )
    return tuple(place)


def _mark(search: object) -> str:
    return hashlib.sha256(repr(search).encode("utf-8", "replace")).hexdigest()[:12]
