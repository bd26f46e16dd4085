"""The sites that test cells speak to: each app is opened once, in the process where it lives."""

from __future__ import annotations

import atexit
import socket
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from grader.web.access import Access, Answering
from grader.web.client import Client, Heard
from grader.web.door import Door
from grader.web.limits import Limits
from grader.web.mishaps import Mishap
from grader.web.site import open_site
from grader.web.websocket import WebSocket, websocket

_OPEN_AT_ONCE = 8


class OpenedSite(Answering, Protocol):
    """A grader.web.site.Site, or what stands for one in another process; nothing that it says is trusted."""

    def mishaps(self) -> Any:
        """See Site."""

    def renew(self) -> Any:
        """See Site."""

    def close(self) -> Any:
        """See Site."""


class Home(NamedTuple):
    """The process where apps live: how to open one there, and the two sides of the door to it."""

    open_site: Callable[[Any, int], OpenedSite]
    door: Door
    other_side: int
    """The descriptor of the door's other side, as that process knows it."""


class Reached:
    """An app that answers, and the ways to speak to it."""

    def __init__(self, app: Any, home: Home) -> None:
        self._app = app  # kept, for as long as an id stands for it
        self._site = home.open_site(app, home.other_side)
        self._access = Access(self._site, home.door)

    def client(self, limits: Limits | None = None, heard: Heard | None = None) -> Client:
        """A client without cookies; see grader.web.client.Client."""
        return Client(self._access, limits, heard)

    def websocket(self, target: str, limits: Limits | None = None) -> WebSocket:
        """An open WebSocket; see grader.web.websocket.websocket."""
        return websocket(self._access, target, limits=limits)

    def mishaps(self) -> list[Mishap]:
        """The exceptions that the app met since the last time, in the words of the app's process."""
        told = self._site.mishaps()
        return [_mishap(one) for one in told] if type(told) is list else []

    def renew(self) -> None:
        """Build the app anew, where it says how."""
        self._site.renew()

    def close(self) -> None:
        """End the app's lifespan, where it has one."""
        self._site.close()


class Sites:
    """The open sites of one process; the one that was used longest ago makes room for another."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._open: OrderedDict[int, Reached] = OrderedDict()

    def of(self, app: Any) -> Reached:
        """The app's site. Raises what `open_site` raises."""
        reached = self._open.get(id(app))
        if reached is None:
            reached = self._open[id(app)] = Reached(app, self._home)
        self._open.move_to_end(id(app))
        while len(self._open) > _OPEN_AT_ONCE:
            self._open.popitem(last=False)[1].close()
        return reached

    def close(self) -> None:
        """Close them all."""
        while self._open:
            self._open.popitem()[1].close()


_sites: Sites | None = None


def reach(app: Any) -> Reached:
    """The site of an app, in this process or wherever `reach_in` said. Raises what `open_site` raises."""
    global _sites
    if _sites is None:
        _sites = _in_this_process()
    return _sites.of(app)


def reach_in(home: Home) -> None:
    """From now on the apps given to `reach` are stand-ins for apps of this process."""
    global _sites
    _sites = Sites(home)


def _in_this_process() -> Sites:
    one, other = socket.socketpair()
    sites = Sites(Home(open_site, Door(one), other.fileno()))
    atexit.register(other.close)
    atexit.register(one.close)
    atexit.register(sites.close)  # runs first
    return sites


def _mishap(told: Any) -> Mishap:
    if type(told) is tuple and len(told) == 3 and all(type(part) is str for part in told):
        return Mishap(*told)
    return Mishap("an error", "", "")
