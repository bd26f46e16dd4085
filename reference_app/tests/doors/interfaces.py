"""Both interfaces of one university, asked as a program asks them, without a server in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import httpx2
from flask import Flask
from records_campus import records_campus
from starlette.testclient import TestClient

from university.application.ports.campus_store import CampusStore
from university.application.tokens import Tokens
from university.bootstrap import Container
from university.domain.identity import User
from university.entrypoints.api_v2 import AsgiApp

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

V1, V2 = "v1", "v2"
INTERFACES = (V1, V2)
HOST = "http://localhost"


@dataclass
class Interface:
    """One interface; `send` asks it in a user's place, or in nobody's."""

    name: str
    client: httpx2.Client
    university: Container
    _secrets: dict[str, str] = field(default_factory=dict)
    _keys: int = 0

    @property
    def base(self) -> str:
        """Where its addresses begin."""
        return f"{HOST}/api/{self.name}"

    @cached_property
    def description(self) -> dict[str, Any]:
        """Its OpenAPI document."""
        found: dict[str, Any] = self.send("GET", "/openapi.json").json()
        return found

    def operations(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Method, path and description of each operation."""
        for path, methods in self.description["paths"].items():
            for method, operation in methods.items():
                yield method.upper(), path, operation

    def send(
        self,
        method: str,
        path: str,
        user: User | None = None,
        *,
        json: object = None,
        headers: dict[str, str] | None = None,
    ) -> httpx2.Response:
        """The answer; a POST comes with a new Idempotency-Key."""
        sent = dict(headers or {})
        if user is not None:
            sent["Authorization"] = f"Bearer {self.secret(user)}"
        if method == "POST":
            self._keys += 1
            sent.setdefault("Idempotency-Key", f"key-{self._keys}")
        return self.client.request(
            method, f"{self.base}{path}", headers=sent, **({} if json is None else {"json": json})
        )

    def secret(self, user: User) -> str:
        """A token of the user's."""
        if user.id not in self._secrets:
            self._secrets[user.id] = self.university.get(Tokens).issue(user).secret
        return self._secrets[user.id]


def fill(university: Container) -> None:
    """Let the university hold the campus of `records_campus`."""
    store = university.get(CampusStore)
    store.prepare()
    store.fill(records_campus(), replace=True)


@contextmanager
def both(university: Container) -> Iterator[dict[str, Interface]]:
    """Both interfaces to one university."""
    served = as_servers_serve(university.get(Flask))
    flask = httpx2.Client(transport=httpx2.WSGITransport(served, raise_app_exceptions=False))
    fastapi = TestClient(university.get(AsgiApp), HOST, raise_server_exceptions=False)  # type: ignore[arg-type]
    with flask, fastapi:
        yield {name: Interface(name, client, university) for name, client in ((V1, flask), (V2, fastapi))}


def as_servers_serve(app: WSGIApplication) -> WSGIApplication:
    """The app with its paths as PEP 3333 wants them, each character a byte; the client writes plain text."""

    def serve(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        environ["PATH_INFO"] = environ["PATH_INFO"].encode().decode("latin-1")
        return app(environ, start_response)

    return serve
