"""What a driver's error means, told in the app's own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from university.adapters.db.engine import KINDS
from university.adapters.db.engines.kind import Trouble
from university.application.errors import StoreBusy, StoreUnavailable
from university.domain.errors import DomainError, InvalidValue

DIAGNOSES = {kind.DRIVER: kind.diagnose for kind in KINDS.values()}
REMEDIES = {
    Trouble.NOT_PREPARED: "Run `university seed` if this is a new installation, "
    "or `university db upgrade` after an update of the app.",
    Trouble.REFUSED: "The server does not let the app in: check user, password and database in "
    "UNIVERSITY_DATABASE_URL. A missing database is made with CREATE DATABASE.",
    Trouble.UNREACHABLE: "Check that UNIVERSITY_DATABASE_URL names the right place, that the server runs or "
    "the folder exists, and that its disk has space; then try again.",
}


def trouble(error: BaseException | None) -> Trouble | None:
    """What the error means; None for one that is not the database's, or that is a fault of the app."""
    if isinstance(error, NoConnectionFree):
        return Trouble.BUSY
    if not isinstance(error, DBAPIError):
        return None
    diagnose = DIAGNOSES.get(type(error.orig).__module__.partition(".")[0])
    return diagnose(error) if diagnose else None


def is_duplicate(error: BaseException | None) -> bool:
    """Whether a unique constraint was about to break."""
    return trouble(error) is Trouble.DUPLICATE


def in_plain_words(error: BaseException | None) -> DomainError | None:
    """What the app says of it: StoreBusy, StoreUnavailable, InvalidValue; None for everything else."""
    if isinstance(error, StatementError) and isinstance(error.orig, DomainError):
        return error.orig  # a column type refused the value
    found = trouble(error)
    if found is Trouble.BUSY:
        return StoreBusy()
    if found is Trouble.NO_ROOM:
        return InvalidValue("A text or number is too large to be kept.", remedy="Give a shorter one.")
    return StoreUnavailable(remedy=REMEDIES[found]) if found in REMEDIES else None


@contextmanager
def plain_words() -> Iterator[None]:
    """Around work on the database: its errors leave in the app's words."""
    try:
        yield
    except Exception as error:
        if plain := in_plain_words(error):
            raise plain from error
        raise
