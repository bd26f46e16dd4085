"""The settings of monitoring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from university.settings import PREFIX, SettingsError

TOKEN = f"{PREFIX}METRICS_TOKEN"
FORMAT = f"{PREFIX}LOG_FORMAT"
SHORTEST_TOKEN = 20


@dataclass(frozen=True, slots=True)
class MonitoringSettings:
    """`token`, from UNIVERSITY_METRICS_TOKEN, opens /metrics; in production it is closed without one.

    `json`, from UNIVERSITY_LOG_FORMAT (`json` or `text`), says how logs are written. None is json in
    production, and text elsewhere.
    """

    token: str | None = field(default=None, repr=False)
    json: bool | None = None

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        """The section. Raises SettingsError."""
        token = values.get(TOKEN) or None
        if token is not None and len(token) < SHORTEST_TOKEN:
            raise SettingsError(f"{TOKEN} is easily guessed; use at least {SHORTEST_TOKEN} characters.")
        given = values.get(FORMAT, "")
        if given not in ("", "json", "text"):
            raise SettingsError(f"{FORMAT} is {given!r}; use json or text.")
        return cls(token, given == "json" if given else None)
