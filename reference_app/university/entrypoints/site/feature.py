"""What the site is put together from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from flask import Blueprint

from university.application.catalogue import Catalogue
from university.domain.identity import Role, User


class CreateBlueprint(Protocol):
    """How pages that read the catalogue are made; a part for `site.catalogue` or `site.departments`."""

    def __call__(self, catalogue: Catalogue, /) -> Blueprint:
        """The blueprint, with its whole addresses, such as `/departments/`.

        A view returns a whole page, or the inside of one: what has no `<html>` of its own is shown to a
        browser inside the site's frame.
        """


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A link at the top of every page; lower `order` stands further left.

    With `roles`, only those see it; with `shown`, also whoever looks at a demonstration without signing in.
    """

    label: str
    endpoint: str
    order: int
    roles: frozenset[Role] | None = None
    shown: bool = False

    def is_for(self, user: User | None, *, demonstration: bool) -> bool:
        """Whether this visitor sees the link."""
        if self.roles is None:
            return True
        return bool(user.roles & self.roles) if user else self.shown and demonstration


@dataclass(frozen=True, slots=True)
class Feature:
    """A blueprint, and its link at the top of every page if it has one.

    `origin` names where the blueprint comes from, for messages: a slot or a module.
    """

    origin: str
    blueprint: Blueprint
    navigation: NavigationEntry | None = None

    def __post_init__(self) -> None:
        returned: object = self.blueprint
        if not isinstance(returned, Blueprint):
            raise TypeError(
                f"{self.origin} returned {type(returned).__name__}, not a flask.Blueprint. "
                "End create_blueprint with `return` and the blueprint."
            )
