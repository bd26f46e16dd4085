"""Asking the interface v1 of an app in this process, as one of its users."""

from __future__ import annotations

import itertools
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from university.application.tokens import Tokens
from university.bootstrap import Container
from university.domain.identity import User

_keys = itertools.count()


class Caller:
    """A user with a token."""

    def __init__(self, university: Container, user: User) -> None:
        self._client = university.get(Flask).test_client()
        self._token = university.get(Tokens).issue(user).secret

    def __call__(self, method: str, path: str, body: object = None, **headers: str) -> TestResponse:
        """The answer; a POST has a new key unless one is given. Header names are written with underscores."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given.setdefault("Authorization", f"Bearer {self._token}")
        given.setdefault("Idempotency-Key", f"key-{next(_keys)}")
        options: dict[str, Any] = {} if body is None else {"json": body}
        url = path if path.startswith("/api") else f"/api/v1/{path}"
        return self._client.open(url, method=method, headers=given, **options)
