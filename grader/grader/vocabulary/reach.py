"""How the words of test cells reach an app: as its clients do, wherever it lives."""

from __future__ import annotations

import atexit
import socket
from collections import OrderedDict
from collections.abc import Callable, Generator
from typing import Any, NamedTuple

from grader.vocabulary.foreign import ErrorFields, Foreign, ForeignError, beside, fields_of
from grader.web.access import GRACE, Access, Welcome, in_two_threads
from grader.web.client import Client, Heard
from grader.web.door import Door
from grader.web.limits import Limits, NoAnswer
from grader.web.site import PIECE, Site
from grader.web.websocket import WebSocket, websocket

_OPEN_AT_ONCE = 8
_HEARD = 2**16
"""Bytes that a client hears at once, as of a socket: so it may stop where it has had enough."""


class _Methods(NamedTuple):
    """What a site can be asked for; see _ToldSite."""

    answer: Callable[[bytes, float], tuple[bytes, bool]]
    more: Callable[[], bytes]
    welcome: Welcome
    errors: Callable[[], list[ErrorFields]]
    renew: Callable[[], bool]
    close: Callable[[], None] | None


class Way(NamedTuple):
    """The way to the apps of a process: our side of a door, and the other side's descriptor there."""

    door: Door
    other_side: int


class Reached:
    """An app that answers, and the ways to speak to it. Raises what `open_site` raises."""

    def __init__(self, app: Any, way: Way) -> None:
        self._app = app  # kept, for as long as an id stands for it
        self._site = _Methods(*beside(app, __name__, "open_site")(app, way.other_side))
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
            reached = self._open[id(app)] = Reached(app, self.way)
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
    global _here
    if isinstance(app, Foreign):
        return _sites_there().of(app)
    if _here is None:
        _here = _in_this_process()
    return _here.of(app)


def way() -> Way:
    """The way to foreign objects. Raises RuntimeError where `reach_by` gave none."""
    return _sites_there().way


def reach_by(way: Way | None) -> None:
    """From now on foreign apps live in the process behind this way; nowhere without one."""
    global _there
    _there = None if way is None else Sites(way)


def _sites_there() -> Sites:
    if _there is None:
        raise RuntimeError("no way leads to another process")
    return _there


class _ToldSite(Site):
    """A site whose exceptions can be told to another process."""

    def asked(self, request: bytes, seconds: float) -> tuple[bytes, bool]:
        """The first piece of an answer; whether the app met no exception, and cannot meet one any more."""
        return self.answer(request, seconds), self.is_at_rest() and not self.has_met()

    def errors(self) -> list[ErrorFields]:
        """The exceptions that the app met while it answered, since the last time."""
        return [fields_of(error) for error in self.mishaps()]


def open_site(app: Any, door: int) -> tuple[Callable[..., Any] | None, ...]:
    """Have an app of this process answer: the methods of its site in the order of _Methods.

    All at once, since each question to another process takes time.
    """
    site = _ToldSite(app, door)
    close = None if site.is_at_rest() else site.close
    return site.asked, site.more, site.welcome, site.errors, site.renew, close


def _in_this_process() -> Sites:
    one, other = socket.socketpair()
    sites = Sites(Way(Door(one), other.fileno()))
    for end in (other.close, one.close, sites.close):  # the last one runs first
        atexit.register(end)
    return sites
