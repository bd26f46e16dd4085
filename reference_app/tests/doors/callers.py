"""Who asks at a door: each knows how one door wants to be asked, and answers with the HTTP status."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from typing import Protocol

from httpx2 import Client, Response

CHANGES = {"accept": "enrolled", "withdraw": "withdrawn"}


class Caller(Protocol):
    """Somebody at a door."""

    door: str

    def ask(self, action: str, student: str, section: str) -> int:
        """The status of the answer; below 400 it was done."""

    def close(self) -> None:
        """Go."""


class OfInterface:
    """Asks an interface, as the registrar."""

    def __init__(self, door: str, base: str, secret: str) -> None:
        self.door = door
        self._client = Client(base_url=base, headers={"Authorization": f"Bearer {secret}"}, timeout=60)

    def ask(self, action: str, student: str, section: str) -> int:
        """The status of the answer."""
        return self._send(action, f"/students/{student}/enrolments", section).status_code

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _send(self, action: str, places: str, section: str) -> Response:
        if action == "enrol":
            key = {"Idempotency-Key": uuid.uuid4().hex}
            return self._client.post(places, json={"section": section}, headers=key)
        if action in CHANGES:
            return self._client.patch(f"{places}/{section}", json={"status": CHANGES[action]})
        return self._client.delete(f"{places}/{section}")


class OfSite:
    """Asks at the enrolment desk, as a browser sends forms."""

    door = "site"

    def __init__(self, base: str) -> None:
        self._client = Client(base_url=base, timeout=60)
        page = self._client.get("/sign-in").text
        self._token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]

    def ask(self, action: str, student: str, section: str) -> int:
        """The status of the answer."""
        form = {"csrf_token": self._token, "section": section}
        return self._client.post(f"/desk/{student}/{action}", data=form).status_code

    def close(self) -> None:
        """Close the connection."""
        self._client.close()


CALLERS: Mapping[str, Callable[[Mapping[str, str], str], Caller]] = {
    "site": lambda addresses, _: OfSite(addresses["wsgi"]),
    "v1": lambda addresses, secret: OfInterface("v1", f"{addresses['wsgi']}/api/v1", secret),
    "v2": lambda addresses, secret: OfInterface("v2", f"{addresses['asgi']}/api/v2", secret),
}
"""Makes a caller at each door, from the servers' addresses and the registrar's token."""
