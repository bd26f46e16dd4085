"""How much patience and memory one answer of a learner's server may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """For one request: seconds until its answer is whole, bytes of headers and body, redirects followed."""

    seconds: float = 5.0
    headers: int = 64 * 2**10
    body: int = 4 * 2**20
    redirects: int = 10


class NoAnswer(Exception):
    """The server gave no answer that a client can use; the message is a clause, such as "sent no HTTP"."""
