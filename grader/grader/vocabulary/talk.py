"""`talk(app, "/seats").send("BIO-201-A").says("2 seats", because="…")`: one WebSocket to an app."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, NoReturn, Self, TypeVar

from grader.vocabulary import describe
from grader.vocabulary.compare import same
from grader.vocabulary.failure import Failure, NotStarted
from grader.vocabulary.foreign import ForeignError
from grader.vocabulary.mishaps import because_of, is_stub, last_of
from grader.vocabulary.reach import Reached, reach
from grader.web.limits import Limits, NoAnswer
from grader.web.websocket import Closed, Refused, WebSocket

OTHER_INPUT = "another conversation"
PATIENCE = Limits(seconds=3.0)
"""How long the app may take to say something."""
_BROKE = "The app itself broke."
_SECONDS_UNTIL_NOTED = 0.3
"""An app's exception is noted when its task has ended, which the end of the WebSocket comes before."""

_T = TypeVar("_T")


class Talk:
    """A conversation over one WebSocket, which opens with the first step.

    Each step returns the talk or raises Failure, and then the WebSocket is closed; so it is at the end of a
    `with`. Text is sent and expected as text, bytes as a binary message, other plain data as JSON.
    """

    def __init__(self, app: Any, path: str) -> None:
        self._app, self._path = app, path
        self._told = self._opened = f"`WebSocket {describe.cut(path)}`"
        self._site: Reached | None = None
        self._line: WebSocket | None = None

    def __repr__(self) -> str:
        """What a notebook shows when a cell ends with a talk that met everything asked of it."""
        return f"✓ {self._told}, as expected"

    def send(self, message: Any, *, kind: str = OTHER_INPUT) -> Self:
        """Send a message; fails where the app does not take it."""
        line = self._open(kind)

        def step() -> None:
            if isinstance(message, bytes):
                line.send_bytes(message)
            else:
                line.send_text(message if isinstance(message, str) else json.dumps(message))

        self._held(step, "the message to be taken", "", kind)
        self._told = f"{self._opened} after `{describe.short(message)}`"
        return self

    def says(self, message: Any, *, because: str = "", kind: str = OTHER_INPUT) -> Self:
        """The app's next message is this one."""
        line, wanted = self._open(kind), f"the message `{describe.short(message)}`"
        if isinstance(message, str):
            said: Any = self._held(line.receive_text, wanted, because, kind)
        elif isinstance(message, bytes):
            said = self._held(line.receive_bytes, wanted, because, kind)
        else:
            said = self._held(line.receive_json, wanted, because, kind)
        if not same(said, message):
            self._fail(f"said `{describe.short(said)}`", wanted, because, kind)
        return self

    def closes(self, code: int = 1000, *, because: str = "", kind: str = OTHER_INPUT) -> Self:
        """The app says nothing more and closes the WebSocket with this code (RFC 6455, 7.4)."""
        line, wanted = self._open(kind), f"it to be closed with code {code}"
        try:
            said = line.receive()
        except Closed as closed:
            if closed.code != code:
                self._fail(str(closed), wanted, because, kind, may_be_broken=True)
        except NoAnswer as error:
            self._fail(str(error), wanted, because, kind, may_be_broken=True)
        else:
            self._fail(f"said `{describe.short(said)}`", wanted, because, kind)
        self.close()
        return self

    def refuses(self, status: int = 403, *, because: str = "", kind: str = OTHER_INPUT) -> Self:
        """The app opens no WebSocket and answers with this status: 403 where it closes before it accepts."""
        wanted = f"it to be refused with status {status}"
        try:
            self._line = self._reach(kind).websocket(self._path, PATIENCE)
        except Refused as refused:
            if refused.status != status:
                self._fail(str(refused), wanted, because, kind, may_be_broken=True)
        except NoAnswer as error:
            self._fail(str(error), wanted, because, kind, may_be_broken=True)
        else:
            self._fail("opened", wanted, because, kind)
        return self

    def close(self, code: int = 1000) -> None:
        """Leave the conversation."""
        if self._line is not None:
            self._line.close(code)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _reach(self, kind: str) -> Reached:
        if self._site is None:
            try:
                self._site = reach(self._app)
            except Exception as error:  # whatever a learner's app raises before it can answer
                self._raise(f"was not opened{because_of(error)}", "a WebSocket", _BROKE, kind, error)
        return self._site

    def _open(self, kind: str) -> WebSocket:
        if self._line is None:
            site = self._reach(kind)
            self._line = self._held(lambda: site.websocket(self._path, PATIENCE), "a WebSocket", "", kind)
        return self._line

    def _held(self, step: Callable[[], _T], wanted: str, because: str, kind: str) -> _T:
        try:
            return step()
        except NoAnswer as error:
            self._fail(str(error), wanted, because, kind, may_be_broken=True)

    def _fail(
        self, told: str, wanted: str, because: str, kind: str, *, may_be_broken: bool = False
    ) -> NoReturn:
        self.close()
        error = self._met() if may_be_broken else None
        reason = because or (_BROKE if error is not None else "")
        self._raise(f"{told}{because_of(error)}", wanted, reason, kind, error)

    def _raise(self, told: str, wanted: str, because: str, kind: str, error: Exception | None) -> NoReturn:
        if is_stub(error):
            raise NotStarted(self._told, kind) from None
        raise Failure(self._told, told, wanted, because, kind) from error

    def _met(self) -> ForeignError | None:
        """The exception that ended the conversation, if one did."""
        if self._site is None:
            return None
        until = time.monotonic() + _SECONDS_UNTIL_NOTED
        while (met := last_of(self._site)) is None and time.monotonic() < until:
            time.sleep(0.02)
        return met


def talk(app: Callable[..., Any], path: str) -> Talk:
    """Prepare a WebSocket to an ASGI app (FastAPI), at a path such as "/seats?term=2027-spring".

    talk(api, "/echo").send("hello").says("hello", because="…").close()
    talk(api, "/staff").refuses(403, because="A student is no member of staff.")
    """
    return Talk(app, path)
