"""A module that a learner returns as text: what ruff and mypy report on it, and what its functions return."""

from __future__ import annotations

import atexit
import copy
import functools
import gc
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

from ruff import find_ruff_bin  # type: ignore[import-untyped]

Module = Callable[[], object]

_RUFF = ("check", "--isolated", "--no-cache", "--ignore-noqa", "--select=E,F,B,A", "--ignore=E501")
_MYPY = ("--strict", "--config-file=", "--no-error-summary", "--no-site-packages")
_SILENCING = re.compile(r"#\s*(noqa|type:\s*ignore|mypy:|ruff:)", re.IGNORECASE)
_SHAPELESS = frozenset({"Any", "cast", "no_type_check"})

_USUAL = """
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
"""
"""What a module of the course imports."""
_learnt: list[tuple[Path, bytes, int]] = []
"""What mypy keeps of the standard library: paths, contents and times of its cache's files."""


def reports(module: Module) -> list[str]:
    """The findings of ruff and mypy in the module's text, such as `line 3: ruff F401, …`, by lines.

    What would silence them is a finding, too.
    """
    return list(_reports(_text_of(module)))


def called(module: Module, name: str, *args: object, times: int = 1) -> object:
    """What the module's function `name` returns at the last of so many equal calls.

    Raises KeyError when there is no such function.
    """
    names: dict[str, object] = {"__name__": "module"}
    exec(compile(_text_of(module), "<module>", "exec"), names)  # noqa: S102 (the learner's own code)
    function = names.get(name)
    if not callable(function):
        raise KeyError(f"the module has no function {name}")
    for _ in range(times - 1):
        function(*copy.deepcopy(args))
    answer: object = function(*args)
    return answer


@functools.lru_cache(maxsize=4)
def _reports(text: str) -> tuple[str, ...]:
    """The tools run once for each text, however many questions there are about it."""
    with tempfile.TemporaryDirectory(prefix="checked-") as folder:
        file = Path(folder, "module.py")
        file.write_text(text, encoding="utf-8")
        found = [*_silenced(text), *_by_ruff(file), *_by_mypy(file)]
    return tuple(f"line {line}: {finding}" for line, finding in sorted(found))


@functools.cache
def begin() -> tuple[tempfile.TemporaryDirectory[str], subprocess.Popen[bytes]]:
    """Have a process of its own read the standard library for mypy, which takes it half a second and more:
    `rehearse` waits for it. The folder where it leaves what it learnt, and the process."""
    folder = tempfile.TemporaryDirectory(prefix="checked-")
    file = Path(folder.name, "module.py")
    file.write_text(_USUAL, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", *_arguments(file, file.with_name("cache"))]
    return folder, subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def rehearse() -> None:
    """Have mypy know the standard library: whoever forks from this process has that behind it."""
    folder, reader = begin()
    begin.cache_clear()
    reader.wait()
    with folder as name:
        file, cache = Path(name, "module.py"), Path(name, "cache")
        _mypy(file, cache)  # what the other process has not learnt, this one does
        _learnt[:] = [
            (found.relative_to(cache), found.read_bytes(), found.stat().st_mtime_ns)
            for found in cache.rglob("*")
            if found.is_file()
        ]


def _by_ruff(file: Path) -> Iterator[tuple[int, str]]:
    command = [find_ruff_bin(), *_RUFF, "--output-format=json", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not done.stdout:
        raise RuntimeError(f"ruff did not run: {done.stderr.strip()}")
    for finding in json.loads(done.stdout):
        yield finding["location"]["row"], f"ruff {finding['code'] or 'syntax'}, {finding['message']}"


def _by_mypy(file: Path) -> Iterator[tuple[int, str]]:
    for line in _mypy(file, _cache()).splitlines():
        found = re.fullmatch(r".*module\.py:(\d+): error: (.*?)(?:  \[([\w-]+)\])?", line)
        if found:
            yield int(found[1]), f"mypy {found[3] or 'error'}, {found[2]}"


def _mypy(file: Path, cache: Path) -> str:
    """What mypy reports. It runs in this process, and leaves the process as it found it."""
    from mypy import api  # takes long to import, and one lesson needs it

    limit, thresholds = sys.getrecursionlimit(), gc.get_threshold()
    try:
        reported, complaints, code = api.run(_arguments(file, cache))
    finally:
        sys.setrecursionlimit(limit)
        gc.set_threshold(*thresholds)
    if code and not reported:
        raise RuntimeError(f"mypy did not run: {complaints.strip()}")
    return reported


def _arguments(file: Path, cache: Path) -> list[str]:
    return [*_MYPY, f"--cache-dir={cache}", str(file)]


@functools.cache
def _cache() -> Path:
    """This process's folder for mypy's cache, with what was learnt in the rehearsal."""
    folder = Path(tempfile.mkdtemp(prefix="mypy-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, content, time in _learnt:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        os.utime(folder / name, ns=(time, time))
    return folder


def _silenced(text: str) -> Iterator[tuple[int, str]]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            is_comment = token.type == tokenize.COMMENT
            if _SILENCING.search(token.string) if is_comment else token.string in _SHAPELESS:
                yield token.start[0], f"`{token.string}` silences a tool"
    except (tokenize.TokenError, SyntaxError):
        return  # ruff and mypy say where


def _text_of(module: Module) -> str:
    text = module()
    if not isinstance(text, str):
        raise TypeError(f"{type(text).__name__} returned; return the module as one text")
    return text
