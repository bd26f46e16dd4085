"""`show("university.domain.enrolment:decide")`: the app's own code in a lesson, read when the cell runs."""

from __future__ import annotations

import importlib
import inspect
import textwrap
from pathlib import Path
from typing import Any

from grader import paths


class Code:
    """Source of one file. Text and Markdown say the same, so that a stored output tells of a changed app."""

    def __init__(self, file: str, source: str) -> None:
        self.file = file
        self.source = source

    def __repr__(self) -> str:
        # The file's name, but no line number: that would change with every edit above.
        return f"# {self.file}\n{self.source}"

    def _repr_markdown_(self) -> str:
        return f"```python\n{self!r}\n```"


def show(name: str) -> Code:
    """The source of `module`, `module:name` or `module:Class.method`, as it stands in the file.

    Raises LookupError when there is no such thing, and TypeError for what has no source of its own.
    """
    module_name, _, path = name.partition(":")
    try:
        module = importlib.import_module(module_name)
        found: Any = module
        for attribute in filter(None, path.split(".")):
            found = getattr(found, attribute)
    except (ImportError, AttributeError) as error:
        raise LookupError(f"There is no {name!r}: {error}") from error
    if isinstance(found, property):
        found = found.fget
    try:
        source = inspect.getsource(found)
    except (TypeError, OSError) as error:
        raise TypeError(f"{name!r} has no source: show a module, a class or a function") from error
    return Code(_file(Path(str(module.__file__))), textwrap.dedent(source).strip())


def _file(file: Path) -> str:
    """The file's place in the course, or its bare name when it is of another package."""
    root = paths.find().root
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
