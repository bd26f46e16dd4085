"""The web pages. Whatever is in entrypoints/site is taken: pages arrive and leave with their file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any, get_type_hints

from flask import Flask

from university.application.catalogue import Catalogue
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.entrypoints import site
from university.entrypoints.site.addresses import NAVIGATION
from university.entrypoints.site.factory import create_site
from university.entrypoints.site.feature import CreateBlueprint, Feature
from university.settings import NotOffered

SLOTS: tuple[Slot[Any], ...] = (
    Slot("site.catalogue", CreateBlueprint, "university.entrypoints.site.catalogue:create_blueprint"),
    Slot("site.departments", CreateBlueprint, "university.entrypoints.site.departments:create_blueprint"),
)
"""The pages that can be replaced."""


def wire(container: Container) -> None:
    """Provide the site."""
    container.provide(Flask, lambda c: create_site(c.settings, _features(c)))


def _features(container: Container) -> Iterator[Feature]:
    for slot in SLOTS:
        create_blueprint = container.part(slot)
        blueprint = create_blueprint(container.get(Catalogue))
        yield Feature(f"The part for {slot.name!r}", blueprint, NAVIGATION[slot.name])
    for module in _modules_with_pages():
        # A factory says by its parameters' types which use cases it needs.
        types = get_type_hints(module.create_blueprint)
        try:
            use_cases = {name: container.get(kind) for name, kind in types.items() if name != "return"}
        except NotOffered:
            continue
        blueprint = module.create_blueprint(**use_cases)
        yield Feature(module.__name__, blueprint, getattr(module, "NAVIGATION", None))


def _modules_with_pages() -> Iterator[ModuleType]:
    """The modules of the site that make pages and stand in no slot, ordered by name."""
    in_slots = {slot.default.partition(":")[0] for slot in SLOTS}
    names = sorted(f"{site.__name__}.{found.name}" for found in pkgutil.iter_modules(site.__path__))
    for name in names:
        if name not in in_slots:
            module = importlib.import_module(name)
            if hasattr(module, "create_blueprint"):
                yield module
