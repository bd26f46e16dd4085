"""A WebSocket client with the words of Starlette's test sessions, for a server that nobody trusts."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection
from websockets.sync.client import connect as open_connection

from grader.web.access import Access
from grader.web.limits import Limits, NoAnswer

_T = TypeVar("_T")


class Refused(NoAnswer):
    """The server answered the handshake with this HTTP status instead of a WebSocket."""

    def __init__(self, status: int) -> None:
        super().__init__(f"refused the WebSocket with status {status}")
        self.status = status


class Closed(NoAnswer):
    """The server closed the WebSocket, with this code (RFC 6455, 7.4) and reason."""

    def __init__(self, code: int, reason: str) -> None:
        told = f" and reason {reason!r}" if reason else ""
        super().__init__(f"closed the WebSocket with code {code}{told}")
        self.code, self.reason = code, reason


class WebSocket:
    """An open WebSocket. Each method may raise Closed, or NoAnswer when a limit is passed."""

    def __init__(self, connection: ClientConnection, limits: Limits) -> None:
        self._connection, self._limits = connection, limits

    def send_text(self, text: str) -> None:
        """Send a text message."""
        self._held(lambda: self._connection.send(text))

    def send_bytes(self, data: bytes) -> None:
        """Send a binary message."""
        self._held(lambda: self._connection.send(data))

    def send_json(self, data: Any) -> None:
        """Send plain data as a text message."""
        self.send_text(json.dumps(data))

    def receive(self) -> str | bytes:
        """The next message, text or binary."""
        return self._held(lambda: self._connection.recv(self._limits.seconds))

    def receive_text(self) -> str:
        """The next message, which must be text."""
        message = self.receive()
        if not isinstance(message, str):
            raise NoAnswer("sent a binary message where text was expected")
        return message

    def receive_bytes(self) -> bytes:
        """The next message, which must be binary."""
        message = self.receive()
        if isinstance(message, str):
            raise NoAnswer("sent text where a binary message was expected")
        return message

    def receive_json(self) -> Any:
        """The data in the next message, which must be JSON as text."""
        text = self.receive_text()
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            raise NoAnswer("sent a message that is no JSON") from None

    def close(self, code: int = 1000) -> None:
        """Close the WebSocket; closing again does nothing."""
        self._connection.close(code)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _held(self, step: Callable[[], _T]) -> _T:
        try:
            return step()
        except TimeoutError:
            raise NoAnswer(f"sent no message within {self._limits.seconds:g} s") from None
        except ConnectionClosed as error:
            received = error.rcvd
            if received is not None:
                raise Closed(received.code, received.reason) from None
            if isinstance(error.__cause__, BlockingIOError):
                raise NoAnswer(f"took no message in within {self._limits.seconds:g} s") from None
            broken = "" if error.sent is None else f": {error.sent.reason or error.sent.code}"
            raise NoAnswer(f"broke the WebSocket off{broken}") from None


def websocket(
    access: Access,
    target: str = "/",
    *,
    headers: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> WebSocket:
    """Open a WebSocket at `target`, such as "/ws?term=2027".

    Raises Refused, or NoAnswer when there is no WebSocket within the limits.
    """
    held = limits or Limits()
    return access.meanwhile(held.seconds, lambda line: _open(line, target, dict(headers or {}), held))


def _open(line: socket.socket, target: str, headers: dict[str, str], limits: Limits) -> WebSocket:
    # The library reads in a thread of its own and sends without a limit; the system knows one.
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _timeval(limits.seconds))
    try:
        connection = open_connection(
            f"ws://localhost{target}",
            sock=line,
            compression=None,
            additional_headers=headers,
            proxy=None,
            open_timeout=limits.seconds,
            close_timeout=limits.seconds,
            ping_interval=None,
            max_size=limits.body,
            legacy=True,
        )
    except InvalidStatus as error:
        raise Refused(error.response.status_code) from None
    except TimeoutError:
        raise NoAnswer(f"opened no WebSocket within {limits.seconds:g} s") from None
    except (WebSocketException, OSError, ValueError) as error:  # ValueError: it redirects
        raise NoAnswer(f"opened no WebSocket: {str(error)[:200]}") from None
    return WebSocket(connection, limits)


def _timeval(seconds: float) -> bytes:
    return struct.pack("ll", int(seconds), int(seconds % 1 * 1e6))
