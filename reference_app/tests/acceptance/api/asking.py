"""How these tests ask: short words around an HTTP client."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from httpx2 import Client, Response

__all__ = ["PASSWORD", "Asking", "Client", "Response", "problem"]

PASSWORD = "aldermoor-demo"  # noqa: S105 - public
"""What opens the accounts of the demonstration, wherever it is one."""


class Asking:
    """Somebody who asks, with a token or without."""

    def __init__(self, http: Client, token: str | None = None) -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def send(self, method: str, path: str, **options: Any) -> Response:
        """Any request. `path` is relative to the base, or a link that an answer gave."""
        headers = self._headers | options.pop("headers", {})
        url = self._http.base_url.join(path)
        if params := options.pop("params", None):
            url = url.copy_merge_params(params)
        return self._http.request(method, url, headers=headers, follow_redirects=False, **options)

    def get(self, path: str, **query: object) -> Any:
        """What is there, as JSON. It must be there."""
        answer = self.send("GET", path, params=query or None)
        assert answer.status_code == 200, f"GET {path} {query}: {answer.status_code} {answer.text[:300]}"
        return answer.json()

    def post(self, path: str, body: object = None, key: str | None = None, **headers: str) -> Response:
        """POST, under a new Idempotency-Key unless one is given."""
        headers = {"Idempotency-Key": key or str(uuid.uuid4())} | headers
        return self.send("POST", path, headers=headers, **({} if body is None else {"json": body}))

    def pages(self, path: str, **query: object) -> Iterator[list[Any]]:
        """The parts of a list, by following `next`."""
        found = self.get(path, **query)
        while True:
            yield found["items"]
            if found["next"] is None:
                return
            found = self.get(found["links"]["next"])

    def all(self, path: str, **query: object) -> list[Any]:
        """A whole list."""
        return [item for items in self.pages(path, **query) for item in items]


def problem(answer: Response, status: int, code: str | None = None) -> Any:
    """The problem that the answer tells of, as RFC 9457 has it; it must be one with this status."""
    assert answer.status_code == status, f"{answer.status_code}, not {status}: {answer.text[:300]}"
    assert answer.headers["Content-Type"].partition(";")[0] == "application/problem+json"
    found = json.loads(answer.text)
    assert found["status"] == status
    for member in ("type", "title", "detail", "code", "remedy"):
        assert isinstance(found[member], str) and found[member], f"The problem has no {member}."
    if code is not None:
        assert found["code"] == code, f"The problem is {found['code']}, not {code}: {found['detail']}"
    for leak in ("Traceback", "sqlalchemy", "psycopg", "sqlite3", "site-packages"):
        assert leak not in answer.text, f"The problem tells of {leak}."
    return found
