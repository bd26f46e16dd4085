"""Keys by which a request that is sent twice is carried out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """What a door answered: an HTTP status, the body's text, and where something new is found."""

    status: int
    body: str
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A request at work. `fingerprint` tells requests under one key apart, `holder` its attempts."""

    user: str
    key: str
    fingerprint: str
    holder: str
    claimed_at: datetime


@dataclass(frozen=True, slots=True)
class KeyOnFile:
    """A key as it stands: `done` once the request's change is committed, `answer` once that is known too."""

    claim: Claim
    done: bool
    answer: Answer | None


class IdempotencyRepository(Protocol):
    """Keys of users. A change is conditional on the claim's holder: whoever lost the key changes nothing."""

    def find(self, user: str, key: str) -> KeyOnFile | None:
        """The key, or None."""

    def claim(self, claim: Claim) -> bool:
        """Put the key on file; False when it is there already."""

    def take_over(self, old: Claim, new: Claim) -> bool:
        """Let `new` stand for `old`, unless that is done, or is no longer what stands there."""

    def mark_done(self, claim: Claim) -> bool:
        """Note that the change is made, in the change's own unit; False when somebody took the key over."""

    def keep(self, claim: Claim, answer: Answer) -> None:
        """Keep the answer for whoever asks again."""

    def release(self, claim: Claim) -> None:
        """Forget a claim that led to no change."""

    def clear(self, user: str, before: datetime) -> None:
        """Forget the user's keys that were claimed before."""
