"""The app's settings: one frozen object, read from a mapping by whoever starts the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, Self, TypeVar

PREFIX = "UNIVERSITY_"
DEVELOPMENT_KEY = "for development only, public in the source code"
SHORTEST_KEY = 32
ENVIRONMENTS = ("development", "production")
DEFAULT_DATABASE_URL = "sqlite:///university.db"
MEMORY_URL = "memory:"


class SettingsError(ValueError):
    """A setting is missing or wrong; the message names it and says what to do."""


class NotOffered(SettingsError):
    """With these settings the app works without what was asked for."""


class Section(Protocol):
    """Settings of one feature, kept beside the feature."""

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        """The section, from the same mapping. Raises SettingsError."""


S = TypeVar("S", bound=Section)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the app must be told. Raises SettingsError for a value that would be unsafe or cannot work.

    `trusted_proxies` is the number of proxies in front whose X-Forwarded-* headers are believed;
    `values` is the mapping itself, from which a feature reads its own section.
    """

    database_url: str = DEFAULT_DATABASE_URL
    secret_key: str = field(default="", repr=False)
    trusted_proxies: int = 0
    environment: str = "development"
    debug: bool = False
    values: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if self.environment not in ENVIRONMENTS:
            raise SettingsError(
                f"{PREFIX}ENVIRONMENT is {self.environment!r}; use one of {', '.join(ENVIRONMENTS)}."
            )
        if not self.database_url:
            raise SettingsError(f"{PREFIX}DATABASE_URL is empty; use {DEFAULT_DATABASE_URL} or {MEMORY_URL}")
        if not 0 <= self.trusted_proxies <= 10:
            raise SettingsError(
                f"{PREFIX}TRUSTED_PROXIES is {self.trusted_proxies}; use a number from 0 to 10."
            )
        if self.environment == "production":
            self._refuse_what_is_unsafe()
        elif not self.secret_key:
            object.__setattr__(self, "secret_key", DEVELOPMENT_KEY)

    def _refuse_what_is_unsafe(self) -> None:
        if self.debug:
            raise SettingsError(
                f"{PREFIX}DEBUG must be off in production: it shows code and data to visitors."
            )
        if len(self.secret_key) < SHORTEST_KEY or self.secret_key == DEVELOPMENT_KEY:
            raise SettingsError(
                f"{PREFIX}SECRET_KEY needs at least {SHORTEST_KEY} characters in production. Make one with: "
                'python -c "import secrets; print(secrets.token_urlsafe(48))"'
            )

    @classmethod
    def from_mapping(cls, values: Mapping[str, str]) -> Self:
        """Read `UNIVERSITY_…` variables, such as those of `os.environ`. Raises SettingsError."""
        return cls(
            database_url=values.get(f"{PREFIX}DATABASE_URL", DEFAULT_DATABASE_URL),
            secret_key=values.get(f"{PREFIX}SECRET_KEY", ""),
            trusted_proxies=_number(values, "TRUSTED_PROXIES", 0),
            environment=values.get(f"{PREFIX}ENVIRONMENT", "development"),
            debug=_switch(values, "DEBUG"),
            values=values,
        )

    def section(self, kind: type[S]) -> S:
        """The settings of one feature. Raises SettingsError."""
        return kind.read(self.values)


def _number(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(PREFIX + name, str(default))
    try:
        return int(text)
    except ValueError:
        raise SettingsError(f"{PREFIX}{name} is {text!r}; use a whole number.") from None


def _switch(values: Mapping[str, str], name: str) -> bool:
    text = values.get(PREFIX + name, "0").lower()
    if text not in {"0", "1", "false", "true"}:
        raise SettingsError(f"{PREFIX}{name} is {text!r}; use 1 or 0.")
    return text in {"1", "true"}
