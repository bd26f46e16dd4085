"""The sites that test cells speak to: each app is opened once, in the process where it lives."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from grader.web.client import Client, Heard
from grader.web.limits import Limits
from grader.web.mishaps import Mishap
from grader.web.site import open_site
from grader.web.websocket import WebSocket, websocket

_OPEN_AT_ONCE = 8


class OpenedSite(Protocol):
    """A grader.web.site.Site, or what stands for one in another process; nothing that it says is trusted."""

    def answer(self, seconds: float, /) -> None:
        """See Site."""

    def mishaps(self) -> Any:
        """See Site."""

    def renew(self) -> Any:
        """See Site."""

    def close(self) -> None:
        """See Site."""


class Process(NamedTuple):
    """Where apps live: how to open one there, a folder for sockets that both sides see, the process's id."""

    open_site: Callable[[Any, str], OpenedSite]
    folder: str
    id: int | None


class Reached:
    """An app that listens, and the ways to speak to it."""

    def __init__(self, app: Any, path: str, process: Process) -> None:
        self._app = app  # kept, for as long as an id stands for it
        self._path, self._process = path, process
        self._site = process.open_site(app, path)

    def client(self, limits: Limits | None = None, heard: Heard | None = None) -> Client:
        """A client without cookies; see grader.web.client.Client."""
        return Client(self._site, self._path, limits, self._process.id, heard)

    def websocket(self, target: str, limits: Limits | None = None) -> WebSocket:
        """An open WebSocket; see grader.web.websocket.websocket."""
        return websocket(self._path, target, limits=limits, server=self._process.id)

    def mishaps(self) -> list[Mishap]:
        """The exceptions that the app met since the last time, in the words of the app's process."""
        told = self._site.mishaps()
        return [_mishap(one) for one in told] if type(told) is list else []

    def renew(self) -> None:
        """Build the app anew, where it says how."""
        self._site.renew()

    def close(self) -> None:
        """Stop listening."""
        self._site.close()


class Sites:
    """The open sites of one process; the one that was used longest ago makes room for another."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._open: OrderedDict[int, Reached] = OrderedDict()
        self._numbers = itertools.count()

    def of(self, app: Any) -> Reached:
        """The app's site. Raises what `open_site` raises."""
        reached = self._open.get(id(app))
        if reached is None:
            path = Path(self._process.folder, f"site{next(self._numbers)}")
            reached = self._open[id(app)] = Reached(app, str(path), self._process)
        self._open.move_to_end(id(app))
        while len(self._open) > _OPEN_AT_ONCE:
            self._open.popitem(last=False)[1].close()
        return reached

    def close(self) -> None:
        """Stop listening everywhere."""
        while self._open:
            self._open.popitem()[1].close()


_sites: Sites | None = None


def reach(app: Any) -> Reached:
    """The site of an app, in this process or wherever `reach_in` said. Raises what `open_site` raises."""
    global _sites
    if _sites is None:
        _sites = _in_this_process()
    return _sites.of(app)


def reach_in(process: Process) -> None:
    """From now on the apps given to `reach` are stand-ins for apps of this process."""
    global _sites
    _sites = Sites(process)


def _in_this_process() -> Sites:
    folder = tempfile.mkdtemp(prefix="course-web-")
    sites = Sites(Process(open_site, folder, os.getpid()))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(sites.close)  # runs first
    return sites


def _mishap(told: Any) -> Mishap:
    if type(told) is tuple and len(told) == 3 and all(type(part) is str for part in told):
        return Mishap(*told)
    return Mishap("an error", "", "")
