"""The settings of the site alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from university.settings import PREFIX, Settings, SettingsError

LOOPBACK = ("localhost", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """`hosts`, from UNIVERSITY_TRUSTED_HOSTS: the host names the site answers to, separated by commas."""

    hosts: tuple[str, ...] = ()

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        """The section. Raises SettingsError for something that is no host name."""
        text = values.get(f"{PREFIX}TRUSTED_HOSTS", "")
        hosts = tuple(host for part in text.split(",") if (host := part.strip()))
        for host in hosts:
            if "/" in host or " " in host or "*" in host:
                raise SettingsError(
                    f"{PREFIX}TRUSTED_HOSTS has {host!r}; write names such as uni.example.org, "
                    "or .example.org for all names below it."
                )
        return cls(hosts)


def trusted_hosts(settings: Settings, site: SiteSettings) -> list[str] | None:
    """The host names to answer to, or None for all.

    A development server answers to this machine's names alone, so no page elsewhere can reach it by a forged
    name (DNS rebinding). Behind a proxy, or in production, only the operator knows the names.
    """
    if site.hosts:
        return [*site.hosts, *LOOPBACK]
    if settings.trusted_proxies == 0 and settings.environment == "development":
        return list(LOOPBACK)
    return None
