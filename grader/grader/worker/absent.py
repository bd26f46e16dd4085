"""Parts of the app that a running cell must do without, so that a task's answer is not imported."""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from types import ModuleType


class Absent(importlib.abc.MetaPathFinder):
    """Hides `module` or `module:attribute` from imports until told otherwise.

    An attribute is taken off its module, whose rest stays; a module is taken out of `sys.modules` and its
    package, and cannot be imported.
    """

    def __init__(self) -> None:
        self._attributes: dict[str, object] = {}
        self._modules: dict[str, ModuleType | None] = {}
        sys.meta_path.insert(0, self)

    def hide(self, names: Sequence[str]) -> None:
        """From now on these are absent, and nothing else is."""
        for name in [name for name in self._attributes if name not in names]:
            module, _, attribute = name.partition(":")
            setattr(sys.modules[module], attribute, self._attributes.pop(name))
        for name in [name for name in self._modules if name not in names]:
            self._show_module(name)
        for name in names:
            if ":" in name:
                self._hide_attribute(name)
            elif name not in self._modules:
                self._hide_module(name)

    def find_spec(
        self,
        fullname: str,
        path: object = None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        """Refuse a hidden module; leave every other to the usual finders."""
        if fullname in self._modules:
            raise ModuleNotFoundError(
                f"{fullname} is absent while a task that replaces it is checked.", name=fullname
            )
        return None

    def _hide_attribute(self, name: str) -> None:
        if name in self._attributes:
            return
        module, _, attribute = name.partition(":")
        loaded = importlib.import_module(module)
        if hasattr(loaded, attribute):
            self._attributes[name] = getattr(loaded, attribute)
            delattr(loaded, attribute)

    def _hide_module(self, name: str) -> None:
        self._modules[name] = sys.modules.pop(name, None)
        package, _, last = name.rpartition(".")
        with contextlib.suppress(KeyError, AttributeError):
            delattr(sys.modules[package], last)

    def _show_module(self, name: str) -> None:
        module = self._modules.pop(name)
        if module is None:
            return
        sys.modules[name] = module
        package, _, last = name.rpartition(".")
        if package in sys.modules:
            setattr(sys.modules[package], last, module)
