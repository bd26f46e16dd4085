"""A package that exists as text only, and programs that use it, for tasks about modules and imports."""

from __future__ import annotations

import contextlib
import importlib
import io
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

_PARTS = 2
"""A package, and a module in it."""


def printed(files: object, program: str) -> str:
    """What `program` prints when these files (path → text, such as `campus/rooms.py`) can be imported.

    An exception that ends it is told as the last line, such as `ImportError: …`. Raises ValueError for
    anything but a dict of such paths and texts. Every call imports anew.
    """
    if not isinstance(files, dict) or not all(map(_is_module, files.items())):
        raise ValueError("a dict is needed: paths such as 'campus/rooms.py', and the text of each file")
    with tempfile.TemporaryDirectory(prefix="package-") as folder, importable(Path(folder), files):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            try:
                exec(compile(program, "<program>", "exec"), {"__name__": "program"})  # noqa: S102 (an author's)
            except Exception as error:
                print(f"{type(error).__name__}: {error}".replace(f"{folder}/", ""))
        return said.getvalue().rstrip("\n")


def _is_module(item: tuple[object, object]) -> bool:
    path, text = item
    if type(path) is not str or type(text) is not str:
        return False
    parts = PurePosixPath(path).parts
    return len(parts) == _PARTS and path.endswith(".py") and all(part.strip("._") for part in parts)


def printed_by(make: Callable[[], object], program: str) -> str:
    """What `program` prints with the files that `make()` returns; see `printed`."""
    return printed(make(), program)


@contextlib.contextmanager
def importable(folder: Path, files: Mapping[str, str]) -> Iterator[None]:
    """The files on the disk and on the import path; afterwards nothing of them is left."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    packages = {path.partition("/")[0] for path in files}
    bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        sys.dont_write_bytecode = bytecode
        for name in [name for name in sys.modules if name.partition(".")[0] in packages]:
            del sys.modules[name]
