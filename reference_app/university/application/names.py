"""Names and identities that come from outside, before a store sees them."""

from __future__ import annotations

import unicodedata

from university.domain.errors import InvalidValue

_NO_TEXT = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS_THE_LINE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that reverse what follows: with one, `photo_gpj.exe` is shown as `photo_exe.jpg`."""


def check_name(name: str, what: str, longest: int) -> None:
    """See that `name` is one line of text with 1 to `longest` characters. Raises InvalidValue.

    The type is checked too: in the query language of a document database, a mapping such as `{"$gt": ""}` in
    the place of a name would match everybody.
    """
    if not isinstance(name, str):
        raise InvalidValue(f"The {what} is no text.", remedy=f"Give the {what} as text.")
    if not name.strip():
        raise InvalidValue(f"The {what} is empty.", remedy=f"Give a {what} of at most {longest} characters.")
    if len(name) > longest:
        raise InvalidValue(
            f"The {what} has {len(name):,} characters.", remedy=f"Shorten it to {longest:,} characters."
        )
    if any(unicodedata.category(char) in _NO_TEXT or char in _TURNS_THE_LINE for char in name):
        raise InvalidValue(
            f"The {what} holds characters that cannot be shown.", remedy="Type it anew on one line."
        )
