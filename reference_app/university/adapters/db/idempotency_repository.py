"""Keys of requests in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, false, insert, select, update
from sqlalchemy.orm import Session

from university.adapters.db.changes import changed_one, inserted
from university.adapters.db.idempotency_rows import IdempotencyRow
from university.application.ports.idempotency_repository import Answer, Claim, KeyOnFile


class DatabaseIdempotency:
    """Fulfils IdempotencyRepository."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, user: str, key: str) -> KeyOnFile | None:
        """The key, or None."""
        row = self._session.scalar(
            select(IdempotencyRow).where(IdempotencyRow.user == user, IdempotencyRow.name == key)
        )
        if row is None:
            return None
        claim = Claim(row.user, row.name, row.fingerprint, row.holder, row.claimed_at)
        known = row.status is not None and row.body is not None
        return KeyOnFile(claim, row.done, Answer(row.status, row.body, row.location) if known else None)  # type: ignore[arg-type]

    def claim(self, claim: Claim) -> bool:
        """Put the key on file; False when it is there already."""
        key = {"user": claim.user, "name": claim.key}
        return inserted(self._session, insert(IdempotencyRow).values(key | _attempt(claim) | {"done": False}))

    def take_over(self, old: Claim, new: Claim) -> bool:
        """Let `new` stand for `old`, unless that is done, or is no longer what stands there."""
        waiting = and_(_held(old), IdempotencyRow.done == false())
        return changed_one(self._session, update(IdempotencyRow).where(waiting).values(_attempt(new)))

    def mark_done(self, claim: Claim) -> bool:
        """Note that the change is made; False when somebody took the key over."""
        return changed_one(self._session, update(IdempotencyRow).where(_held(claim)).values(done=True))

    def keep(self, claim: Claim, answer: Answer) -> None:
        """Keep the answer."""
        values = {"status": answer.status, "body": answer.body, "location": answer.location}
        self._session.execute(update(IdempotencyRow).where(_held(claim)).values(values))

    def release(self, claim: Claim) -> None:
        """Forget a claim that led to no change."""
        self._session.execute(delete(IdempotencyRow).where(_held(claim)))

    def clear(self, user: str, before: datetime) -> None:
        """Forget the user's keys that were claimed before."""
        old = and_(IdempotencyRow.user == user, IdempotencyRow.claimed_at < before)
        self._session.execute(delete(IdempotencyRow).where(old))


def _attempt(claim: Claim) -> dict[str, object]:
    values: dict[str, object] = {"fingerprint": claim.fingerprint, "holder": claim.holder}
    return values | {"claimed_at": claim.claimed_at}


def _held(claim: Claim) -> ColumnElement[bool]:
    """The key, while this claim's holder has it."""
    return and_(
        IdempotencyRow.user == claim.user,
        IdempotencyRow.name == claim.key,
        IdempotencyRow.holder == claim.holder,
    )
