"""The learner's own university: a database in work/, filled when it is empty or out of date."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from grader.learner import say
from grader.paths import Paths

if TYPE_CHECKING:
    from university.bootstrap import Container
    from university.domain.terms import Term


def build(paths: Paths, overrides: Mapping[str, object], *, behind_proxy: bool) -> Container:
    """The app on the database in work/.app. Raises what the app's `build` raises."""
    from university.bootstrap import build as build_app
    from university.settings import Settings

    paths.database.parent.mkdir(parents=True, exist_ok=True)
    values = {name: value for name, value in os.environ.items() if name.startswith("UNIVERSITY_")}
    settings = Settings(
        # Quoted, since a `?` or `%` of a folder's name would mean something else in an address.
        database_url=f"sqlite:///{quote(str(paths.database))}",
        # A new key each start: nobody else on this machine or hub can forge this app's session cookies.
        secret_key=secrets.token_urlsafe(48),
        trusted_proxies=1 if behind_proxy else 0,
        values=values,
    )
    return build_app(settings, overrides)


def seed(app: Container, *, fresh: bool = False, now: datetime | None = None) -> None:
    """Fill an empty database; fill it anew when its term is over or `fresh` is asked for; say so.

    `now` is aware; without it the clock's.
    """
    from university.application.campus import Seeding

    now = now or datetime.now(UTC)
    seeding = app.get(Seeding)
    if seeding.fill(now.date()) is not None:
        say.line("✓", "The database was empty; it holds the demonstration campus now.")
        return
    term = _term(app, now)
    # The demonstration term has fixed dates and a deadline counted from the day of filling: only when both
    # lie behind does a new campus help.
    closed = term is None or term.instant(term.add.closes) <= now
    if fresh or term is None or (closed and term.ends < now.date()):
        seeding.fill(now.date(), replace=True)
        reason = "as you asked" if fresh else f"because its term, {term.name if term else 'none'}, is over"
        say.line("✓", f"The database was filled anew, {reason}.")
    elif closed:
        say.line(
            "!",
            f"Enrolment in {term.name} closed on {term.add.closes:%d %B %Y}: the desk refuses everybody."
            "\nFor a new campus whose term is open: course app --fresh",
        )


def _term(app: Container, now: datetime) -> Term | None:
    from university.application.ports.catalogue_repository import CatalogueRepository
    from university.application.ports.unit_of_work import Units
    from university.application.terms import current

    with app.get(Units)() as work:
        return current(work[CatalogueRepository].terms(), now)
