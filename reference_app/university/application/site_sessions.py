"""Sessions of the site: a browser keeps a secret, and here is whether it still counts."""

from __future__ import annotations

import secrets
from datetime import timedelta

from university.application.ports.clock import Clock
from university.application.ports.site_session_repository import SiteSessionRepository
from university.application.ports.unit_of_work import Units
from university.application.secret_digest import digest_of
from university.domain.identity import User

LONGEST = timedelta(days=7)
"""However often somebody comes back: then the password is asked for again."""


class SiteSessions:
    """Begins and ends sessions. A copy of a browser's cookie is worth nothing once its owner signed out."""

    def __init__(self, units: Units, clock: Clock) -> None:
        self._units = units
        self._clock = clock

    def begin(self, user: User) -> str:
        """The secret of a new session, for a user who has shown who they are."""
        secret, now = secrets.token_urlsafe(32), self._clock.now()
        with self._units() as work:
            sessions = work[SiteSessionRepository]
            sessions.clear(now)
            sessions.add(digest_of(secret), user.id, now + LONGEST)
            work.commit()
        return secret

    def user(self, secret: str) -> User | None:
        """Whose session it is, or None where it does not count."""
        with self._units() as work:
            return work[SiteSessionRepository].user(digest_of(secret), self._clock.now())

    def end(self, secret: str) -> None:
        """Let it count no more."""
        with self._units() as work:
            work[SiteSessionRepository].remove(digest_of(secret))
            work.commit()
