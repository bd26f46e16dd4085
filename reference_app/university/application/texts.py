"""What people write, made fit to be kept and shown."""

from __future__ import annotations

import unicodedata

from university.domain.errors import InvalidValue

LONGEST_REASON = 500
"""Characters of a reason or a note; who needs more writes a letter."""


def checked(text: str, what: str, longest: int | None = None) -> str:
    """The text in Unicode's composed form, without blanks around it.

    Raises InvalidValue where it is longer than `longest` characters, or holds what is no text (control
    characters, halves of surrogate pairs): not every store and no page could show it.
    """
    tidy = unicodedata.normalize("NFC", text).strip()
    if longest is not None and len(tidy) > longest:
        raise InvalidValue(f"The {what} has {len(tidy):,} characters.", remedy=f"Shorten it to {longest:,}.")
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\r\t" for char in tidy):
        raise InvalidValue(f"The {what} holds characters that are no text.", remedy="Type it anew.")
    return tidy
