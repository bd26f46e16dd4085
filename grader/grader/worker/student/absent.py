"""Takes parts of the app out of a student's process for good, so that a task's answer is not imported."""

from __future__ import annotations

import contextlib
import functools
import importlib
import importlib.abc
import importlib.machinery
import linecache
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from grader.vocabulary.foreign import Absent

_TOLD = "{} is absent while a task that replaces it is checked."


def remove(names: Sequence[str]) -> None:
    """Remove each `module` or `module:attribute`, before any code of a learner runs.

    The part is taken out of its module, and its functions lose their code: whoever still holds one, or finds
    it among the collector's objects, holds an empty shell. Its module cannot be loaded again. The file on the
    disk is another matter: the kernel must deny it.
    """
    for name in names:
        module, _, attribute = name.partition(":")
        with contextlib.suppress(ImportError):
            loaded = importlib.import_module(module)
            if attribute:
                _empty([vars(loaded).pop(attribute, None)], module)
                _watch(loaded, attribute)
            else:
                _empty(vars(loaded).values(), module)
                _unload(module)
    if names:
        linecache.clearcache()
        sys.meta_path.insert(0, _Refusal({name.partition(":")[0] for name in names}))


def files(names: Sequence[str]) -> list[Path]:
    """Where the modules of these parts lie, for the kernel to deny; of all that were found.

    They are imported, since afterwards they cannot be, and `remove` empties what is there.
    """
    found: list[str | None] = []
    for module in {name.partition(":")[0] for name in names}:
        with contextlib.suppress(ImportError):
            found.append(importlib.import_module(module).__file__)
    return [Path(file) for file in found if file is not None]


class _Refusal(importlib.abc.MetaPathFinder):
    """Refuses to load these modules (again)."""

    def __init__(self, modules: set[str]) -> None:
        self._modules = modules

    def find_spec(
        self,
        fullname: str,
        path: object = None,  # noqa: ARG002
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        """Raise ModuleNotFoundError for a removed module; leave every other to the usual finders."""
        if fullname in self._modules:
            raise Absent(_TOLD.format(fullname), name=fullname)
        return None


def _watch(module: ModuleType, attribute: str) -> None:
    """Say what is the matter to whoever asks for this attribute."""
    usual = vars(module).get("__getattr__")

    def missing(name: str) -> object:
        if name == attribute:
            raise Absent(_TOLD.format(f"{module.__name__}.{name}"), name=module.__name__)
        if usual is not None:
            return usual(name)
        raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")

    vars(module)["__getattr__"] = missing


def _unload(module: str) -> None:
    sys.modules.pop(module, None)
    package, _, last = module.rpartition(".")
    with contextlib.suppress(KeyError, AttributeError):
        delattr(sys.modules[package], last)


def _empty(parts: Iterable[object], module: str) -> None:
    """Take the code out of those of the parts that `module` defines."""
    for part in parts:
        held: list[object] = []
        if isinstance(part, staticmethod | classmethod):
            held = [part.__func__]
        elif isinstance(part, property):
            held = [part.fget, part.fset, part.fdel]
        elif isinstance(part, functools.partial):
            held = [part.func]
        elif getattr(part, "__module__", None) != module:
            continue
        elif isinstance(part, type):
            held = list(vars(part).values())
        elif isinstance(part, FunctionType):
            held = [getattr(part, "__wrapped__", None), *_cells(part)]
            part.__code__ = _refuse(len(part.__code__.co_freevars)).__code__
        _empty(held, module)


def _cells(function: FunctionType) -> list[object]:
    found = []
    for cell in function.__closure__ or ():
        with contextlib.suppress(ValueError):  # an empty one
            found.append(cell.cell_contents)
    return found


@functools.cache
def _refuse(variables: int) -> Callable[..., object]:
    """A function with so many variables of an enclosing one: only such code fits the emptied function."""
    names = "".join(f"v{number}, " for number in range(variables))
    lines = [
        "def outer():",
        *(f"    v{number} = None" for number in range(variables)),
        f"    def absent(*args, **kwargs): ({names}); raise Absent({_TOLD.format('This part')!r})",
        "    return absent",
    ]
    scope: dict[str, Any] = {"Absent": Absent}
    exec("\n".join(lines), scope)  # noqa: S102 (our own lines)
    refusal: Callable[..., object] = scope["outer"]()
    return refusal


_refuse(0)  # most functions close over nothing; made here it is made for all forks
