"""Answers about the catalogue, kept in the cache."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from university.adapters.cache.settings import MEMORY, CacheSettings
from university.application.cached_catalogue import CATALOGUE, CATALOGUE_TTL
from university.application.ports.cache import Cache, Key
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.entrypoints.http.remembering import Recall, Remember, nothing

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide what remembers answers."""
    container.provide(Remember, _remember)
    container.provide(Recall, _recall)


def _remember(container: Container) -> Remember:
    cache = container.get(Cache)

    def remember(parts: tuple[str, ...], make: Callable[[], bytes]) -> bytes:
        return cache.remember(_key(parts), CATALOGUE_TTL, make)

    return remember


def _recall(container: Container) -> Recall:
    if container.settings.section(CacheSettings).url != MEMORY:
        return nothing
    cache = container.get(Cache)
    return lambda parts: cache.get(_key(parts))


def _key(parts: tuple[str, ...]) -> Key:
    return Key(CATALOGUE, ("answer", *parts))
