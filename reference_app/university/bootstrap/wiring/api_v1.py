"""The first REST interface, in front of the site. Whatever is in entrypoints/api_v1 is taken."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_type_hints

from flask import Flask

from university.application.idempotency import Idempotency
from university.application.tokens import Tokens
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.bootstrap.starting import SiteStartup
from university.entrypoints import api_v1
from university.entrypoints.api_v1.mounted import BASE, Api, Mounted
from university.entrypoints.http.observability import Metrics
from university.entrypoints.http.remembering import Remember, anew
from university.entrypoints.monitoring.watching import watch
from university.entrypoints.site.proxies import trust_proxies
from university.entrypoints.site.settings import SiteSettings, trusted_hosts
from university.settings import NotOffered

if TYPE_CHECKING:
    from university.entrypoints.api_v1.routes import Routes

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide the interface, and let the site's WSGI app hand it what belongs to it."""
    container.provide(Api, _api)
    container.provide(Remember, lambda _: anew, fallback=True)
    container.decorate(Flask, _mount)
    container.contribute(SiteStartup, lambda: container.get(Api))


def _api(container: Container) -> Api:
    # Pydantic takes a tenth of a second to import; commands and the site do without it.
    from university.entrypoints.api_v1.dispatch import Dispatcher
    from university.entrypoints.api_v1.factory import create_api

    settings = container.settings
    use = (container.get(Tokens), container.get(Idempotency), container.get(Remember))
    api = create_api(_groups(container), Dispatcher(*use))
    api.config["TRUSTED_HOSTS"] = trusted_hosts(settings, settings.section(SiteSettings))
    trust_proxies(api, settings.trusted_proxies)
    watch(api, container.get(Metrics), "v1")
    return api


def _mount(container: Container, site: Flask) -> Flask:
    mounted = Mounted(BASE, lambda: container.get(Api).wsgi_app, site.wsgi_app)
    site.wsgi_app = mounted  # type: ignore[method-assign]
    return site


def _groups(container: Container) -> Iterator[Routes]:
    for found in sorted(pkgutil.iter_modules(api_v1.__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{api_v1.__name__}.{found.name}")
        if hasattr(module, "create_routes"):
            # A factory says by its parameters' types which use cases it needs.
            types = get_type_hints(module.create_routes)
            try:
                use_cases = {name: container.get(kind) for name, kind in types.items() if name != "return"}
            except NotOffered:
                continue
            yield module.create_routes(**use_cases)
