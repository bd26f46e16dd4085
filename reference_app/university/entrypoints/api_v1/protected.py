"""The headers that protect whoever looks at an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from university.entrypoints.http.headers import HEADERS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

WRITTEN = list(HEADERS.items())


class Protected:
    """Adds them to every answer of a WSGI app."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on."""

        def with_headers(
            status: str, headers: list[tuple[str, str]], error: Any = None, /
        ) -> Callable[[bytes], object]:
            own = {name for name, _ in headers}
            more = [header for header in WRITTEN if header[0] not in own]
            return start_response(status, [*headers, *more], error)

        return self._app(environ, with_headers)
