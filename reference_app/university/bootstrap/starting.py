"""The app as a server runs it: put together, and started."""

from __future__ import annotations

from typing import Protocol

from university import bootstrap
from university.bootstrap.container import Container
from university.settings import Settings


class Startup(Protocol):
    """What a feature does once in a server's process, and never where a test or a lesson builds an app."""

    def __call__(self) -> object:
        """Do it."""


class SiteStartup(Startup, Protocol):
    """What it does only in a process that serves the site."""


def build(settings: Settings, *, site: bool = True) -> Container:
    """The app, with every feature's start behind it. Raises what `bootstrap.build` raises."""
    container = bootstrap.build(settings)
    starts = container.contributions(Startup)
    if site:
        starts += container.contributions(SiteStartup)
    for start in starts:
        start()
    return container
