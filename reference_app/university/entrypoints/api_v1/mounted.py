"""The interface in front of the site."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

BASE = "/api/v1"


class Api(Flask):
    """The interface's own app."""


class Mounted:
    """A WSGI app in front of another: it takes the paths below its base, the other all the rest.

    It is made when it is first asked: most tests and lessons build the site alone, many times.
    """

    def __init__(self, base: str, make: Callable[[], WSGIApplication], rest: WSGIApplication) -> None:
        self._base = base
        self._make = make
        self._rest = rest
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path: str = environ.get("PATH_INFO", "")
        here = path == self._base or path.startswith(f"{self._base}/")
        return (self._below if here else self._rest)(environ, start_response)

    @cached_property
    def _below(self) -> WSGIApplication:
        with self._lock:
            return self._make()
