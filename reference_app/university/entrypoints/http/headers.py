"""Headers that every answer of an interface carries."""

from __future__ import annotations

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # What is shown as a page by mistake runs nothing and is framed by nobody.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
