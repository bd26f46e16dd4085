"""Who somebody is: address and password against what is on file."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
import unicodedata
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property

from university.application.ports.clock import Clock
from university.application.ports.credential_repository import Attempt, CredentialRepository
from university.application.ports.passwords import PasswordHasher
from university.application.ports.site_session_repository import SiteSessionRepository
from university.application.ports.unit_of_work import Units
from university.application.ports.user_repository import UserRepository
from university.application.users import normalised
from university.domain.errors import DomainError, InvalidValue, NotFound
from university.domain.identity import User

__all__ = ["Authentication", "SignInRefused", "TooManyAttempts"]

DEMO_PASSWORD = "aldermoor-demo"  # noqa: S105 - public, and refused wherever it is not a demonstration
"""Opens the accounts of the demonstration that have no password of their own."""

SHORTEST, LONGEST = 15, 200
"""Characters: the least that NIST SP 800-63B-4 asks of a password alone, and more than anybody types."""

MOST_SHOWN = 10
"""Accounts of a demonstration that are shown to visitors."""

WINDOW = timedelta(minutes=10)
MOST_AT_ONE_ACCOUNT = 5
MOST_OF_ONE_CLIENT = 50
"""So many attempts fail in a window before the next is not looked at. Only whoever fails is slowed down: a
stranger at another address cannot lock anybody out."""


class SignInRefused(DomainError):
    """No account has this address and this password; which of the two is wrong is not said."""

    code = "sign_in.refused"

    def __init__(self) -> None:
        super().__init__(
            "That address and password do not belong together.",
            remedy="Check both, and whether the capitals lock is on.",
        )


class TooManyAttempts(DomainError):
    """So many attempts failed that this one was not looked at; `retry_after` is in seconds."""

    code = "sign_in.throttled"

    def __init__(self, retry_after: int) -> None:
        minutes = math.ceil(retry_after / 60)
        super().__init__(
            "Too many attempts to sign in failed.",
            remedy=f"Try again in {minutes} minute{'' if minutes == 1 else 's'}.",
        )
        self.retry_after = retry_after


class Authentication:
    """Asked before anybody acts, so it takes no user; every door signs in through it.

    With `demonstration`, users without a password of their own sign in with the public DEMO_PASSWORD.
    """

    def __init__(
        self, units: Units, clock: Clock, make_hasher: Callable[[], PasswordHasher], *, demonstration: bool
    ) -> None:
        self._units = units
        self._clock = clock
        self._make_hasher = make_hasher
        self._demonstration = demonstration

    @cached_property
    def _hasher(self) -> PasswordHasher:
        # Made when somebody signs in: an app in a web page has no argon2, and nobody to sign in.
        return self._make_hasher()

    @cached_property
    def _nobodys(self) -> str:
        """What an unknown address is compared with, so that it takes as long as a known one."""
        return self._hasher.hash(uuid.uuid4().hex)

    def sign_in(self, email: str, password: str, client: str) -> User:
        """The user. `client` is the network address of who asks. Raises SignInRefused, TooManyAttempts."""
        attempt = self._note(email, client)
        user, kept = self._on_file(email)
        typed = _composed(password)
        if user is None or not self._fits(kept, typed):
            raise SignInRefused
        renewed = self._hasher.hash(typed) if kept and self._hasher.outdated(kept) else None
        with self._units() as work:
            credentials = work[CredentialRepository]
            credentials.forget_all(attempt.account, attempt.client, attempt.at - WINDOW)
            if renewed is not None:
                credentials.keep_password(user.id, renewed)
            work.commit()
        return user

    def change_password(self, user: User, old: str, new: str, client: str) -> None:
        """Another password for who knows the old one. Raises SignInRefused, TooManyAttempts, InvalidValue."""
        check_password(new)
        self.sign_in(user.email, old, client)
        self.set_password(user.email, new)

    def set_password(self, email: str, password: str) -> None:
        """Give the account a password, whoever asks: doors guard it. Raises InvalidValue, NotFound.

        It ends the user's sessions: whoever knew the old password may have begun one.
        """
        hashed = self._hasher.hash(check_password(password))
        with self._units() as work:
            user = work[UserRepository].by_email(normalised(email))
            if user is None:
                raise NotFound("There is no such user.", remedy="Check the address.")
            work[CredentialRepository].keep_password(user.id, hashed)
            work[SiteSessionRepository].remove_all(user.id)
            work.commit()

    def open_accounts(self) -> list[User]:
        """In a demonstration, the first users whom DEMO_PASSWORD lets in; elsewhere nobody."""
        if not self._demonstration:
            return []
        with self._units() as work:
            return work[CredentialRepository].without_password(MOST_SHOWN)

    def _note(self, email: str, client: str) -> Attempt:
        """Put the attempt on file before the password is looked at: guesses made at one moment count too."""
        now = self._clock.now()
        attempt = Attempt(str(uuid.uuid4()), _account(email), _network(client), now)
        with self._units() as work:
            work[CredentialRepository].note(attempt)
            work.commit()
        with self._units() as work:
            recent = work[CredentialRepository].attempts(attempt.client, now - WINDOW)
            here = [one for one in recent if one.account == attempt.account]
            for found, most in ((here, MOST_AT_ONE_ACCOUNT), (recent, MOST_OF_ONE_CLIENT)):
                if len(found) > most:
                    work[CredentialRepository].forget(attempt)
                    work.commit()
                    free = found[-most].at + WINDOW - now
                    raise TooManyAttempts(max(1, math.ceil(free.total_seconds())))
        return attempt

    def _on_file(self, email: str) -> tuple[User | None, str | None]:
        with self._units() as work:
            user = work[UserRepository].by_email(normalised(email))
            return user, work[CredentialRepository].password(user.id) if user else None

    def _fits(self, kept: str | None, password: str) -> bool:
        if hmac.compare_digest(password.encode(), DEMO_PASSWORD.encode()):
            return self._demonstration and kept is None
        # Hashing work grows with the length, so nobody may choose it freely.
        fits = self._hasher.verify(kept or self._nobodys, password[: LONGEST + 1])
        return fits and kept is not None


def check_password(password: str) -> str:
    """The password as it is hashed. Raises InvalidValue for one that is too short, too long, or public."""
    composed = _composed(password)
    if not SHORTEST <= len(composed) <= LONGEST:
        raise InvalidValue(
            f"The password has {len(composed):,} characters.",
            remedy=f"Use {SHORTEST} to {LONGEST}; a few words in a row are easy to remember.",
        )
    if composed == DEMO_PASSWORD or len(set(composed)) < 5:
        raise InvalidValue("That password is easily guessed.", remedy="Use a few words in a row.")
    return composed


def _composed(password: str) -> str:
    """An accent typed on two keyboards is one password; surrogates, which are no text, become `?`."""
    return unicodedata.normalize("NFC", password).encode(errors="replace").decode()


def _account(email: str) -> str:
    """Some type their password into the field for the address: neither is written down."""
    return hashlib.sha256(normalised(email).encode(errors="replace")).hexdigest()


def _network(client: str) -> str:
    """The address; of IPv6 the first half, since a household has the whole rest for itself."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))
