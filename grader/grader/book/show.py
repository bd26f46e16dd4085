"""`show("university.domain.enrolment:decide")`: the app's own code in a lesson, read when the cell runs."""

from __future__ import annotations

import importlib
import inspect
import textwrap
from types import ModuleType


class Code:
    """Python source. Text and Markdown say the same, so that a stored output tells when the app has changed."""

    def __init__(self, file: str, source: str) -> None:
        self.file = file
        self.source = source

    def __repr__(self) -> str:
        # The file's name, but no line number: that would change with every edit above.
        return f"# {self.file}\n{self.source}"

    def _repr_markdown_(self) -> str:
        return f"```python\n{self!r}\n```"


def show(name: str) -> Code:
    """The source of `module`, `module:name` or `module:Class.method`, with its docstring, without its imports.

    Raises LookupError when there is no such thing, and TypeError for what has no source of its own.
    """
    module_name, _, path = name.partition(":")
    try:
        found: object = importlib.import_module(module_name)
        module = found
        for attribute in filter(None, path.split(".")):
            found = getattr(found, attribute)
    except (ImportError, AttributeError) as error:
        raise LookupError(f"There is no {name!r}: {error}") from error
    if not isinstance(module, ModuleType) or not module.__file__:
        raise TypeError(f"{module_name} has no source file")
    source = inspect.getsource(_unwrapped(found) if path else module)
    return Code(_file(module_name, module.__file__), textwrap.dedent(source).strip())


def _unwrapped(found: object) -> object:
    """The function behind a property; inspect looks behind other decorators by itself."""
    if isinstance(found, property) and found.fget is not None:
        return found.fget
    return found


def _file(module_name: str, file: str) -> str:
    """The module's file within its package, as `university/domain/enrolment.py`."""
    package = module_name.split(".")[0]
    parts = file.replace("\\", "/").split("/")
    return "/".join(parts[len(parts) - 1 - parts[::-1].index(package) :]) if package in parts else parts[-1]
