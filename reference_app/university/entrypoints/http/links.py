"""Addresses within one interface."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True, slots=True)
class Links:
    """Makes links. `base` is the interface's own path, such as `/api/v1`, after the prefix of a proxy."""

    base: str

    def to(self, *parts: str, **query: str | float | None) -> str:
        """The address below the base: `to("courses", "BIO-201")`; a query without what is None."""
        path = "/".join((self.base, *(quote(part, safe="") for part in parts)))
        asked = {name: _text(value) for name, value in query.items() if value is not None}
        return f"{path}?{urlencode(asked)}" if asked else path


def _text(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
