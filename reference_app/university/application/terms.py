"""Which term is meant when nobody names one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.unit_of_work import UnitOfWork
from university.domain.errors import NotFound
from university.domain.terms import Term


def current(terms: Iterable[Term], now: datetime) -> Term | None:
    """The term whose adding is open at the instant `now` or opens next; else the last; None without terms."""
    known = list(terms)
    not_over = [term for term in known if now < term.instant(term.add.closes)]
    if not_over:
        return min(not_over, key=lambda term: term.instant(term.add.opens))
    return max(known, key=lambda term: term.starts, default=None)


def current_term(work: UnitOfWork, now: datetime) -> Term:
    """The current term. Raises NotFound in an empty university."""
    term = current(work[CatalogueRepository].terms(), now)
    if term is None:
        raise NotFound("There is no term yet.", remedy="Fill the university: `university seed`.")
    return term
