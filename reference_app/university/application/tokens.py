"""Tokens: how a program shows, at every request, in whose place it asks."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from university.application.ports.clock import Clock
from university.application.ports.token_repository import Token, TokenRepository
from university.application.ports.unit_of_work import Units
from university.application.secret_digest import digest_of
from university.application.texts import checked
from university.domain.errors import DomainError, InvalidValue, NotFound
from university.domain.identity import User

__all__ = ["IssuedToken", "Token", "TokenRefused", "Tokens"]

PREFIX = "uni_"
"""How every secret begins, so that a scanner finds one that got into a repository."""
LONGEST_LABEL = 100
LONGEST_LIFE = 90
"""Days."""
MOST_TOKENS = 20


class TokenRefused(DomainError):
    """The token is unknown, was revoked, or has expired: nobody learns which."""

    code = "token.refused"


class TooManyTokens(DomainError):
    """The user has as many tokens as one may have."""

    code = "token.too_many"


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new token with its secret, which is shown this once."""

    token: Token
    secret: str = field(repr=False)


class Tokens:
    """Issues tokens and knows whose they are."""

    def __init__(self, units: Units, clock: Clock) -> None:
        self._units = units
        self._clock = clock

    def issue(self, user: User, label: str = "", days: int = 30) -> IssuedToken:
        """A token for a user who has shown who they are. Raises InvalidValue, TooManyTokens."""
        words = checked(label, "label", LONGEST_LABEL)
        if not 1 <= days <= LONGEST_LIFE:
            raise InvalidValue(
                f"A token cannot last {days} days.", remedy=f"Ask for 1 to {LONGEST_LIFE} days."
            )
        secret, now = PREFIX + secrets.token_urlsafe(32), self._clock.now()
        token = Token(str(uuid.uuid4()), user.id, words, now, now + timedelta(days=days))
        with self._units() as work:
            tokens = work[TokenRepository]
            tokens.clear(user.id, now)
            if len(tokens.of_user(user.id, now)) >= MOST_TOKENS:
                raise TooManyTokens(
                    f"You have {MOST_TOKENS} tokens.", remedy="Revoke one that is no longer used."
                )
            tokens.add(token, digest_of(secret))
            work.commit()
        return IssuedToken(token, secret)

    def bearer(self, secret: str) -> User:
        """The user in whose place the bearer of the secret asks. Raises TokenRefused."""
        with self._units() as work:
            user = work[TokenRepository].bearer(digest_of(secret), self._clock.now())
        if user is None:
            raise TokenRefused("This token does not count.", remedy="Get a new one with POST …/tokens.")
        return user

    def of(self, user: User) -> list[Token]:
        """The user's tokens that count, the oldest first."""
        with self._units() as work:
            return work[TokenRepository].of_user(user.id, self._clock.now())

    def revoke(self, user: User, id: str) -> None:
        """Let one of the user's tokens count no more. Raises NotFound."""
        with self._units() as work:
            if not work[TokenRepository].remove(user.id, id):
                raise NotFound(f"There is no token {id}.", remedy="Look at the list of your tokens.")
            work.commit()
