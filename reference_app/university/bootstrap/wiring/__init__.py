"""How each feature is put together, one module a feature.

A module here has `SLOTS`, the parts of the feature that can be replaced, and `wire(container)`, which
provides what the feature adds. Whatever is in this folder is taken, so a feature arrives with its file and
leaves with it.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any, Protocol, cast

from university.bootstrap.slots import Slot

if TYPE_CHECKING:
    from university.bootstrap.container import Container


class Wiring(Protocol):
    """What a module in this folder looks like."""

    SLOTS: tuple[Slot[Any], ...]

    def wire(self, container: Container) -> None:
        """Provide the feature."""


def discover() -> list[Wiring]:
    """Every wiring module, ordered by name. A module that fails to import is an error, never skipped."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return [cast(Wiring, importlib.import_module(f"{__name__}.{name}")) for name in names]
