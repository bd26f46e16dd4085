"""The REST interface v2. Whatever is in entrypoints/api_v2 is taken: routers come and go with their file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_type_hints

from university.application.browsing import Browsing
from university.application.catalogue import Catalogue
from university.application.ports.running import Run
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.bootstrap.wiring.monitoring import ready_check
from university.entrypoints import api_v2
from university.entrypoints.api_v2 import AsgiApp, CreateRouter
from university.entrypoints.http.observability import Metrics
from university.entrypoints.http.remembering import Recall, nothing
from university.entrypoints.monitoring.settings import MonitoringSettings
from university.entrypoints.site.settings import SiteSettings, trusted_hosts
from university.settings import NotOffered

if TYPE_CHECKING:
    from fastapi import APIRouter

CATALOGUE = Slot("api_v2.catalogue", CreateRouter, "university.entrypoints.api_v2.catalogue:create_router")
SLOTS: tuple[Slot[Any], ...] = (CATALOGUE,)


def wire(container: Container) -> None:
    """Provide the interface."""
    container.provide(AsgiApp, _api)
    container.provide(Recall, lambda _: nothing, fallback=True)


def _api(container: Container) -> AsgiApp:
    # FastAPI takes a third of a second to import; commands and the site do without it.
    from university.entrypoints.api_v2.dependencies import Parts
    from university.entrypoints.api_v2.factory import Surroundings, create_api
    from university.entrypoints.api_v2.monitoring import Monitoring

    settings = container.settings
    token = settings.section(MonitoringSettings).token
    around = Surroundings(
        proxies=settings.trusted_proxies,
        hosts=trusted_hosts(settings, settings.section(SiteSettings)),
        monitoring=Monitoring(
            container.get(Metrics), ready_check(container), token, settings.environment == "development"
        ),
        close=container.close,
    )
    parts = Parts(**{name: container.get(kind) for name, kind in get_type_hints(Parts).items()})
    return create_api(around, parts, _routers(container))


def _routers(container: Container) -> Iterator[APIRouter]:
    """What each module's `create_router` makes of the use cases that it asks for by its parameters' types."""
    create_catalogue = container.part(CATALOGUE)
    # Routes are tried in turn, and the catalogue is asked most.
    yield create_catalogue(container.get(Catalogue), container.get(Browsing), container.get(Run))
    in_slots = {slot.default.partition(":")[0] for slot in SLOTS}
    names = {f"{api_v2.__name__}.{found.name}" for found in pkgutil.iter_modules(api_v2.__path__)}
    for name in sorted(names - in_slots):
        create_router = getattr(importlib.import_module(name), "create_router", None)
        if create_router is None:
            continue
        types = get_type_hints(create_router)
        try:
            use_cases = {name: container.get(kind) for name, kind in types.items() if name != "return"}
        except NotOffered:
            continue
        yield create_router(**use_cases)
