"""Slots: the named places of the app where a part can be replaced."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

P = TypeVar("P")


class UnknownSlot(LookupError):
    """An override names a slot that this app does not have."""


class BadPart(TypeError):
    """What was put into a slot cannot be used there."""


@dataclass(frozen=True, slots=True)
class Slot(Generic[P]):
    """A place for one part: its name, the Protocol the part fulfils, and where the default is kept.

    `default` is `"module:attribute"`. It is imported only when nothing replaces it: its module may be absent.
    """

    name: str
    protocol: type[P]
    default: str

    def load_default(self) -> P:
        """Import the default. Raises ModuleNotFoundError or AttributeError where it is absent."""
        module, _, attribute = self.default.partition(":")
        return cast(P, getattr(importlib.import_module(module), attribute))

    def check(self, part: object) -> P:
        """`part`, if it could be one. Raises BadPart."""
        if not callable(part):
            raise BadPart(
                f"The part for {self.name!r} is {type(part).__name__} {part!r:.60}; "
                f"a function or class is needed, as {self.protocol.__name__} describes it."
            )
        return cast(P, part)


def unknown(names: set[str], known: dict[str, Slot[Any]]) -> UnknownSlot:
    """The error for overrides of slots that are not there."""
    return UnknownSlot(
        f"No slot is named {', '.join(sorted(names))}. Known slots: {', '.join(sorted(known))}."
    )
