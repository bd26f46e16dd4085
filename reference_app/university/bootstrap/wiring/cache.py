"""The cache, and what reads through it or must tell it of changes."""

from __future__ import annotations

from typing import Any

from university.adapters.cache.memory import MemoryCache
from university.adapters.cache.off import NoCache
from university.adapters.cache.settings import MEMORY, OFF, CacheSettings
from university.application.cached_catalogue import CachedCatalogue
from university.application.catalogue import Catalogue
from university.application.invalidation import InvalidatingCampusStore, InvalidatingUnits
from university.application.ports.cache import Cache
from university.application.ports.campus_store import CampusStore
from university.application.ports.clock import Clock
from university.application.ports.running import SlowPart
from university.application.ports.unit_of_work import Units
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.settings import SettingsError

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide the cache and the catalogue that uses it."""
    if container.settings.section(CacheSettings).url not in (OFF, MEMORY):
        container.contribute(SlowPart, SlowPart("the cache, which is another server"))
    container.provide(Cache, _cache, close=lambda cache: cache.close())
    container.provide(Catalogue, lambda c: CachedCatalogue(c.get(Units), c.get(Clock), c.get(Cache)))
    container.decorate(Units, lambda c, units: InvalidatingUnits(units, c.get(Cache)))
    container.decorate(CampusStore, lambda c, store: InvalidatingCampusStore(store, c.get(Cache)))


def _cache(container: Container) -> Cache:
    url = container.settings.section(CacheSettings).url
    if url == OFF:
        return NoCache()
    if url == MEMORY:
        return MemoryCache()
    try:
        from university.adapters.cache.redis_cache import RedisCache, connect
    except ModuleNotFoundError as error:
        if error.name != "redis":
            raise
        raise SettingsError(
            "UNIVERSITY_CACHE_URL asks for Redis, and the package redis is not installed: pip install redis"
        ) from error
    return RedisCache(connect(url))
