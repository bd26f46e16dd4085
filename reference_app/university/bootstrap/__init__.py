"""The composition root: the only place that knows all parts and puts them together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from university.bootstrap.container import Container
from university.bootstrap.slots import Slot, unknown
from university.bootstrap.wiring import Wiring, discover
from university.settings import Settings

__all__ = ["Container", "Slot", "build", "slots"]


def slots() -> dict[str, Slot[Any]]:
    """Every slot of this app by its name, in the order in which groups are asked."""
    return _slots(discover())


def build(settings: Settings | None = None, overrides: Mapping[str, object] | None = None) -> Container:
    """The app, put together; nothing is opened or connected before it is asked for.

    `settings` defaults to a development app on SQLite; `overrides` puts other parts into slots, by name.
    Raises UnknownSlot, or BadPart for a part that is not callable.
    """
    wirings = discover()
    known, chosen = _slots(wirings), dict(overrides or {})
    if chosen.keys() - known.keys():
        raise unknown(chosen.keys() - known.keys(), known)
    for name, part in chosen.items():
        known[name].check(part)
    container = Container(settings or Settings(), known, chosen)
    for wiring in wirings:
        wiring.wire(container)
    return container


def _slots(wirings: list[Wiring]) -> dict[str, Slot[Any]]:
    every = [slot for wiring in wirings for slot in wiring.SLOTS]
    known = {slot.name: slot for slot in every}
    if len(known) != len(every):
        raise ValueError("Two wiring modules declare a slot of the same name.")
    return known
