"""How the words of test cells reach an app: as its clients do, wherever it lives."""

from __future__ import annotations

import atexit
import socket
from collections import OrderedDict
from collections.abc import Callable, Generator, Sequence
from typing import Any, NamedTuple

from grader.vocabulary import opening
from grader.vocabulary.foreign import Foreign, ForeignError, beside
from grader.vocabulary.opening import Methods
from grader.web.access import GRACE, Access, in_two_threads
from grader.web.client import Client, Heard
from grader.web.door import Door
from grader.web.limits import Limits, NoAnswer
from grader.web.site import PIECE
from grader.web.websocket import WebSocket, websocket

_OPEN_AT_ONCE = 8
_HEARD = 2**16
"""Bytes that a client hears at once, as of a socket: so it may stop where it has had enough."""


class Way(NamedTuple):
    """The way to the apps of a process: our side of a door, and the other side's descriptor there."""

    door: Door
    other_side: int


class Reached:
    """An app that answers, and the ways to speak to it. Raises TypeError where `site` is no Methods."""

    def __init__(self, app: Any, site: Any, way: Way) -> None:
        if type(site) is not tuple:
            raise TypeError("no site was told")
        self._app = app  # kept, for as long as an id stands for it
        self._site = Methods(*site)
        self._access = Access(self._site.welcome, way.door, self._both)
        self._may_have_met = False

    def client(self, limits: Limits | None = None, heard: Heard | None = None) -> Client:
        """A client without cookies; see grader.web.client.Client."""
        return Client(self, limits, heard)

    def websocket(self, target: str, limits: Limits | None = None) -> WebSocket:
        """An open WebSocket; see grader.web.websocket.websocket."""
        return websocket(self._access, target, limits=limits)

    def ask(self, request: bytes, seconds: float) -> Generator[bytes]:
        """Have the app answer a whole HTTP request: what it sends, of which a client may hear a part only.

        Raises NoAnswer where something else is told.
        """
        before, self._may_have_met = self._may_have_met, True
        told = self._site.answer(request, seconds + GRACE)
        if type(told) is not tuple or len(told) != 2:
            raise NoAnswer("sent no answer")
        piece, met_nothing = told
        self._may_have_met = before or met_nothing is not True
        while piece:
            if type(piece) is not bytes:
                raise NoAnswer("sent no answer")
            yield from (piece[at : at + _HEARD] for at in range(0, len(piece), _HEARD))
            piece = self._site.more() if len(piece) >= PIECE else b""

    def errors(self) -> list[ForeignError]:
        """The exceptions that the app met since the last time. Raises ValueError for what is no such list."""
        if not self._may_have_met:
            return []
        told = self._site.errors()
        if type(told) is not list:
            raise ValueError("no list of exceptions was told")
        return [ForeignError(fields) for fields in told]

    def renew(self) -> None:
        """Build the app anew, where it says how."""
        self._site.renew()

    def close(self) -> None:
        """End the app's lifespan, where it has one."""
        if self._site.close is not None:
            self._site.close()

    def _both(self, welcome: Any, number: int, seconds: float, speak: Callable[[], Any]) -> Any:
        self._may_have_met = True
        if not isinstance(welcome, Foreign):
            return in_two_threads(welcome, number, seconds, speak)
        _, spoken = welcome.__called_while__(speak, number, seconds)
        return spoken


class Sites:
    """The open sites of one process; the one that was used longest ago makes room for another."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self._open: OrderedDict[int, Reached] = OrderedDict()

    def of(self, app: Any) -> Reached:
        """The app's site. Raises what `open_site` raises."""
        reached = self._open.get(id(app))
        if reached is None:
            return self._keep(app, beside(app, opening.__name__, "open_site")(app, self.way.other_side))
        self._open.move_to_end(id(app))
        return reached

    def made(self, make: Callable[..., Any], arguments: Sequence[Any]) -> Reached:
        """The site of a new app. Raises what `make_site` raises."""
        told = beside(make, opening.__name__, "make_site")(self.way.other_side, make, *arguments)
        if type(told) is not tuple or len(told) != 2:
            raise TypeError("no app was told")
        return self._keep(*told)

    def _keep(self, app: Any, site: Any) -> Reached:
        opened = Reached(app, site, self.way)
        reached = self._open.setdefault(id(app), opened)
        if reached is not opened:  # the app was not new
            opened.close()
        self._open.move_to_end(id(app))
        while len(self._open) > _OPEN_AT_ONCE:
            self._open.popitem(last=False)[1].close()
        return reached

    def close(self) -> None:
        """Close them all."""
        while self._open:
            self._open.popitem()[1].close()


_here: Sites | None = None
_there: Sites | None = None


def reach(app: Any) -> Reached:
    """The site of an app: one of this process, or one behind the way that `reach_by` gave.

    Raises what `open_site` raises.
    """
    return _sites_beside(app).of(app)


def reach_made(make: Callable[..., Any], arguments: Sequence[Any]) -> Reached:
    """The site of a new app, `make(*arguments)`, for one question where `reach` of it would need two.

    Raises what `make` and `open_site` raise.
    """
    return _sites_beside(make).made(make, arguments)


def way() -> Way:
    """The way to foreign objects. Raises RuntimeError where `reach_by` gave none."""
    return _sites_there().way


def reach_by(way: Way | None) -> None:
    """From now on foreign apps live in the process behind this way; nowhere without one."""
    global _there
    _there = None if way is None else Sites(way)


def _sites_beside(subject: object) -> Sites:
    global _here
    if isinstance(subject, Foreign):
        return _sites_there()
    if _here is None:
        _here = _in_this_process()
    return _here


def _sites_there() -> Sites:
    if _there is None:
        raise RuntimeError("no way leads to another process")
    return _there


def _in_this_process() -> Sites:
    one, other = socket.socketpair()
    sites = Sites(Way(Door(one), other.fileno()))
    for end in (other.close, one.close, sites.close):  # the last one runs first
        atexit.register(end)
    return sites
