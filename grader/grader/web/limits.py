"""What a client and a site agree on: how much one answer may cost, and where the site is mounted."""

from __future__ import annotations

from dataclasses import dataclass

PREFIX_HEADER = "X-Script-Name"
"""A header that no app sees: the path under which a proxy shows the site, in a request that names one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For one request: seconds until its answer is whole, bytes of headers and body, redirects followed."""

    seconds: float = 5.0
    headers: int = 64 * 2**10
    body: int = 4 * 2**20
    redirects: int = 10


class NoAnswer(Exception):
    """The server gave no answer that a client can use; the message is a clause, such as "sent no HTTP"."""
