"""Carrying a request out once, however often it is sent.

A client that got no answer cannot know whether its request arrived. It sends the request again under the same
key: then it gets the first answer, or the request is carried out now, but never twice. That holds although an
app can stop at any moment, because the note that the change is made is committed together with the change.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from university.application.forwarding import ForwardingUnit
from university.application.ports.clock import Clock
from university.application.ports.idempotency_repository import (
    Answer,
    Claim,
    IdempotencyRepository,
    KeyOnFile,
)
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.domain.errors import DomainError
from university.domain.identity import User

__all__ = ["Answer", "Idempotency", "KeyReused", "KeyedUnits", "Outcome"]

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
"""A request that has taken longer has probably ended with its process."""
KEPT = timedelta(hours=24)


class KeyReused(DomainError):
    """The key belongs to another request."""

    code = "idempotency.key_reused"

    def __init__(self) -> None:
        super().__init__(
            "This key was used for another request.", remedy="Make a new key for every new request."
        )


class KeyInUse(DomainError):
    """The first request under this key is still at work."""

    code = "idempotency.in_progress"

    def __init__(self) -> None:
        super().__init__(
            "The first request under this key is still at work.", remedy="Try again in a moment."
        )


class AnswerLost(DomainError):
    """The request was carried out, and what was answered is not known any more."""

    code = "idempotency.answer_lost"

    def __init__(self) -> None:
        super().__init__(
            "This request was carried out before; its answer was lost.", remedy="Look at what is there now."
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer, and whether it was given before."""

    answer: Answer
    replayed: bool


@dataclass(slots=True)
class _Attempt:
    claim: Claim
    done: bool = False


_attempt: ContextVar[_Attempt | None] = ContextVar("attempt", default=None)


class Idempotency:
    """Runs requests under keys."""

    def __init__(self, units: Units, clock: Clock) -> None:
        self._units = units
        self._clock = clock

    def run(self, user: User, key: str, fingerprint: str, action: Callable[[], Answer]) -> Outcome:
        """The answer of `action`, or the one that was given under this key before.

        What `action` raises is not kept: it says that the request may be sent again. Raises KeyReused,
        KeyInUse, AnswerLost.
        """
        claim = Claim(user.id, key, fingerprint, str(uuid.uuid4()), self._clock.now())
        earlier = self._claim(claim)
        if earlier is not None:
            return Outcome(earlier, replayed=True)
        with self._trying(claim):
            answer = action()
        try:
            with self._units() as work:
                work[IdempotencyRepository].keep(claim, answer)
                work.commit()
        except DomainError:
            log.exception("The answer under key %s is not kept.", key)
        return Outcome(answer, replayed=False)

    def _claim(self, claim: Claim) -> Answer | None:
        """The answer given before; None when the request is ours to carry out."""
        with self._units() as work:
            keys = work[IdempotencyRepository]
            keys.clear(claim.user, claim.claimed_at - KEPT)
            if not keys.claim(claim):
                found = keys.find(claim.user, claim.key)
                earlier = _answer_of(found, claim)
                if earlier is not None:
                    return earlier
                if found is None or not keys.take_over(found.claim, claim):
                    raise KeyInUse
            work.commit()
        return None

    @contextmanager
    def _trying(self, claim: Claim) -> Iterator[None]:
        attempt = _Attempt(claim)
        before = _attempt.set(attempt)
        try:
            yield
        except BaseException:
            _attempt.reset(before)
            if not attempt.done:
                self._release(claim)
            raise
        _attempt.reset(before)

    def _release(self, claim: Claim) -> None:
        try:
            with self._units() as work:
                work[IdempotencyRepository].release(claim)
                work.commit()
        except DomainError:
            log.exception("Key %s is not released; it frees itself in %s.", claim.key, LEASE)


def _answer_of(found: KeyOnFile | None, claim: Claim) -> Answer | None:
    """What was answered before; None where the request has to be carried out."""
    if found is None:
        raise KeyInUse  # it was released this very moment
    if found.claim.fingerprint != claim.fingerprint:
        raise KeyReused
    if found.answer is not None:
        return found.answer
    if claim.claimed_at < found.claim.claimed_at + LEASE:
        raise KeyInUse
    if found.done:
        raise AnswerLost
    return None


class KeyedUnits:
    """Fulfils Units: where a request runs under a key, its first commit notes that the change is made."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def __call__(self) -> UnitOfWork:
        """A fresh unit."""
        attempt = _attempt.get()
        return self._units() if attempt is None else _KeyedUnit(self._units(), attempt)


class _KeyedUnit(ForwardingUnit):
    """One unit of a request under a key."""

    def __init__(self, work: UnitOfWork, attempt: _Attempt) -> None:
        super().__init__(work)
        self._attempt = attempt

    def commit(self) -> None:
        """Keep everything done so far, and with it that it is done. Raises KeyInUse, keeping nothing.

        Who was so slow that another attempt took the key over must not make the change a second time.
        """
        if not self._attempt.done and not self._work[IdempotencyRepository].mark_done(self._attempt.claim):
            raise KeyInUse
        super().commit()
        self._attempt.done = True
