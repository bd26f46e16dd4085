"""An interface's front door: where everything else is."""

from __future__ import annotations

from typing import Self

from university.entrypoints.http.links import Links
from university.entrypoints.http.resources.base import Linked

COLLECTIONS = (
    "applications",
    "courses",
    "departments",
    "events",
    "me",
    "sections",
    "students",
    "terms",
    "tokens",
)


class Root(Linked):
    """Links to what can be read first."""

    name: str = "Aldermoor University"

    @classmethod
    def of(cls, links: Links) -> Self:
        """Links to every collection, and to the description of the interface."""
        here = {"self": links.to(""), "description": links.to("openapi.json"), "docs": links.to("docs")}
        return cls(links=here | {name: links.to(name) for name in COLLECTIONS})
