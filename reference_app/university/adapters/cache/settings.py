"""The settings of the cache alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

from university.settings import PREFIX, SettingsError

MEMORY = "memory:"
OFF = "off"
REDIS_SCHEMES = ("redis", "rediss")
CHOICES = f"{MEMORY} (in each process), redis://HOST:PORT/NUMBER (rediss: over TLS), or {OFF}"


@dataclass(frozen=True, slots=True)
class CacheSettings:
    """`url`, from UNIVERSITY_CACHE_URL: where the cache is. It may hold a password and is never shown."""

    url: str = field(default=MEMORY, repr=False)

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        """The section. Raises SettingsError, in words that do not repeat the address."""
        url = values.get(f"{PREFIX}CACHE_URL", MEMORY).strip()
        if url not in (MEMORY, OFF):
            _check_redis(url)
        return cls(url)


def _check_redis(url: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused("is no address") from None
    if parts.scheme not in REDIS_SCHEMES:
        raise _refused("is no cache known here")
    if not parts.hostname or port == 0:
        raise _refused("names no host and port")
    if not re.fullmatch(r"(/[0-9]{0,4})?", parts.path):
        raise _refused("does not end with the number of a database, such as /0")
    if parts.query or parts.fragment:
        raise _refused("has more after the number of the database")


def _refused(why: str) -> SettingsError:
    return SettingsError(f"{PREFIX}CACHE_URL {why}. Use {CHOICES}.")
