"""Which files a notebook of the course needs, and how a tree is listed without its denied parts."""

from __future__ import annotations

import functools
import importlib.util
import os
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/sys/devices/system/cpu")
# No passwd: who has an account here is nobody's business.
_ETC = (
    *("alternatives", "fonts", "gai.conf", "host.conf", "hosts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d"),
    *("localtime", "mime.types", "nsswitch.conf", "pki", "protocols", "services", "ssl", "timezone"),
)
_PACKAGES = ("university", "grader")
DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


@functools.cache
def readable() -> tuple[Path, ...]:
    """The system's programs and libraries, the interpreter and its environment, and the course's packages.

    Found once: a worker calls this before it forks.
    """
    wanted = {*_SYSTEM, *(f"/etc/{name}" for name in _ETC), sys.base_prefix, sys.prefix, *_packages()}
    found = {name for name in wanted if Path(name).exists()}
    return tuple(Path(name) for name in sorted(found) if not any(holds(other, name) for other in found))


@functools.cache
def listable() -> tuple[Path, ...]:
    """Folders on the import path that hold our packages and more: without their names nothing is found."""
    return tuple(sorted({Path(name).parent for name in _packages()}))


@functools.cache
def forms(paths: tuple[Path, ...]) -> Mapping[str, str]:
    """Each path with the one it leads to through links, which is a key, too, and the devices; outer ones
    first. Links in / are not among the keys."""
    both = {*map(str, paths), *map(os.path.realpath, paths), *DEVICES}
    real = {name: os.path.realpath(name) for name in sorted(both)}
    return {name: to for name, to in real.items() if name.count("/") > 1 or name == to}


def holds(folder: str, name: str) -> bool:
    """Whether the path `name` lies somewhere below `folder`."""
    return name.startswith(folder.rstrip("/") + "/")


def _packages() -> Iterator[str]:
    """Where the course's own packages lie; they may be installed from a checkout."""
    for name in _PACKAGES:
        spec = importlib.util.find_spec(name)
        if spec is not None:
            yield from spec.submodule_search_locations or ()


@functools.cache
def with_compiled(denied: tuple[Path, ...]) -> tuple[str, ...]:
    """The denied paths as they lie on the disk, each module with its compiled forms.

    A worker asks before it forks, for the fork to know.
    """
    real = [path.resolve() for path in denied]
    return tuple(str(one) for path in real for one in (path, *_compiled(path)))


def _compiled(path: Path) -> list[Path]:
    return sorted((path.parent / "__pycache__").glob(f"{path.stem}.*.pyc")) if path.suffix == ".py" else []


def without(path: str, denied: Collection[str]) -> Iterator[tuple[str, bool]]:
    """`path`, or what it holds where something inside is denied: (path, whether all below is meant)."""
    if path in denied:
        return
    if not any(holds(path, one) for one in denied):
        yield path, True
        return
    yield path, False
    for entry in os.scandir(path):
        if not entry.is_symlink():
            yield from without(entry.path, denied)
