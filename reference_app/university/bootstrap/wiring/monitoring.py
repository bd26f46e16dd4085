"""Request ids, logs, numbers, and whether the app is ready."""

from __future__ import annotations

from typing import Any

from flask import Flask

from university.application.ports.schema import Schema
from university.application.readiness import Readiness
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.bootstrap.starting import Startup
from university.entrypoints.http.observability import Metrics, log_json
from university.entrypoints.monitoring.pages import ReadyCheck, create_blueprint
from university.entrypoints.monitoring.settings import MonitoringSettings
from university.entrypoints.monitoring.watching import watch
from university.settings import MEMORY_URL

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide the numbers, and let the site be watched."""
    container.provide(Metrics, lambda _: Metrics())
    container.decorate(Flask, _watched)
    container.contribute(Startup, lambda: _start(container))


def _watched(container: Container, site: Flask) -> Flask:
    monitoring = container.settings.section(MonitoringSettings)
    is_open = container.settings.environment == "development"
    metrics = container.get(Metrics)
    pages = create_blueprint(metrics, ready_check(container), monitoring.token, is_open=is_open)
    site.register_blueprint(pages)
    watch(site, metrics, "site")
    return site


def _start(container: Container) -> None:
    wanted = container.settings.section(MonitoringSettings).json
    if container.settings.environment == "production" if wanted is None else wanted:
        log_json()


def ready_check(container: Container) -> ReadyCheck:
    """Ready is an app whose store answers, at the revision that this version works with."""

    def check() -> None:
        container.get(Readiness).check()
        if container.settings.database_url != MEMORY_URL:
            schema = container.get(Schema)
            if schema.current() != schema.latest():
                raise RuntimeError("The schema is not at its latest revision: run `university db upgrade`.")

    return check
