"""What is found out about a request while it is answered."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from university.domain.identity import User


@dataclass(slots=True)
class Facts:
    """One for each request."""

    user: User | None = None
    """Who asks, where somebody had to be known; the answer is for them alone."""
    revision: int | None = None
    location: str | None = None
    conditional: bool = False
    """Whether the client said what it saw."""


def facts_of(request: Request) -> Facts:
    """The facts of this request."""
    if not hasattr(request.state, "facts"):
        request.state.facts = Facts()
    found: Facts = request.state.facts
    return found
