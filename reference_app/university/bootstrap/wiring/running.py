"""How a door with an event loop runs use cases on this app's store."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from university.adapters.db.loop import Loop, engine_of_loop, make_loop_engine
from university.adapters.db.repository import ChooseEngine
from university.application.ports.running import Run, SlowPart
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.settings import MEMORY_URL

SLOTS: tuple[Slot[Any], ...] = ()


def wire(container: Container) -> None:
    """Provide what runs use cases, and which engine their units of work take."""
    container.provide(Run, _run)
    if container.settings.database_url != MEMORY_URL:
        container.provide(ChooseEngine, _choose_engine)


def _run(container: Container) -> Run:
    # Threads are anyio's, which comes with FastAPI: the site and the commands do without both.
    from university.adapters.running import InThread, Running, inline

    in_thread, url = InThread(), container.settings.database_url
    if container.contributions(SlowPart):
        return Running(in_thread, in_thread)
    if url == MEMORY_URL:
        return Running(inline, in_thread)
    engine = make_loop_engine(url)
    if engine is None:
        return Running(in_thread, in_thread)
    loop = Loop(engine)
    return Running(loop, in_thread, loop.close)


def _choose_engine(container: Container) -> ChooseEngine:
    usual = container.get(Engine)
    return lambda: engine_of_loop() or usual
