"""What the site is put together from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from flask import Blueprint

from university.application.catalogue import Catalogue


class CreateBlueprint(Protocol):
    """How pages that read the catalogue are made; a part for `site.catalogue` or `site.departments`."""

    def __call__(self, catalogue: Catalogue, /) -> Blueprint:
        """The blueprint, with its whole addresses, such as `/departments/`.

        A view returns a whole page, or the inside of one: what has no `<html>` of its own is shown to a
        browser inside the site's frame.
        """


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A link at the top of every page; lower `order` stands further left."""

    label: str
    endpoint: str
    order: int


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
