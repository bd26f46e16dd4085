"""Keys of requests in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from university.adapters.memory.store import Tables
from university.application.ports.idempotency_repository import Answer, Claim, KeyOnFile


class MemoryIdempotency:
    """Fulfils IdempotencyRepository."""

    def __init__(self, tables: Tables) -> None:
        self._keys = tables[KeyOnFile]

    def find(self, user: str, key: str) -> KeyOnFile | None:
        """The key, or None."""
        return self._keys.get((user, key))

    def claim(self, claim: Claim) -> bool:
        """Put the key on file; False when it is there already."""
        if (claim.user, claim.key) in self._keys:
            return False
        self._keys[claim.user, claim.key] = KeyOnFile(claim, done=False, answer=None)
        return True

    def take_over(self, old: Claim, new: Claim) -> bool:
        """Let `new` stand for `old`, unless that is done, or is no longer what stands there."""
        found = self._held(old)
        if found is None or found.done:
            return False
        self._keys[new.user, new.key] = KeyOnFile(new, done=False, answer=None)
        return True

    def mark_done(self, claim: Claim) -> bool:
        """Note that the change is made; False when somebody took the key over."""
        found = self._held(claim)
        if found is None:
            return False
        self._keys[claim.user, claim.key] = replace(found, done=True)
        return True

    def keep(self, claim: Claim, answer: Answer) -> None:
        """Keep the answer."""
        if found := self._held(claim):
            self._keys[claim.user, claim.key] = replace(found, answer=answer)

    def release(self, claim: Claim) -> None:
        """Forget a claim that led to no change."""
        if self._held(claim):
            del self._keys[claim.user, claim.key]

    def clear(self, user: str, before: datetime) -> None:
        """Forget the user's keys that were claimed before."""
        for found in list(self._keys.values()):
            if found.claim.user == user and found.claim.claimed_at < before:
                del self._keys[user, found.claim.key]

    def _held(self, claim: Claim) -> KeyOnFile | None:
        found = self.find(claim.user, claim.key)
        return found if found is not None and found.claim.holder == claim.holder else None
