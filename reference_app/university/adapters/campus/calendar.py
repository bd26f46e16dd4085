"""The terms of the demonstration campus: four with grades, one that is running, one to enrol for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from university.domain.terms import Term, Window

ZONE = "Europe/London"
CLOSING = time(17)
REGISTRATION_OPENED = timedelta(weeks=3)
ADDING_LASTS = timedelta(weeks=4)
DROPPING_LASTS = timedelta(weeks=6)
WITHDRAWING_LASTS = timedelta(weeks=14)
GRADING_LASTS = timedelta(weeks=18)

PAST = (
    ("2024-autumn", "Autumn 2024", date(2024, 9, 9), date(2024, 12, 20)),
    ("2025-spring", "Spring 2025", date(2025, 1, 20), date(2025, 5, 23)),
    ("2025-autumn", "Autumn 2025", date(2025, 9, 8), date(2025, 12, 19)),
    ("2026-spring", "Spring 2026", date(2026, 1, 19), date(2026, 5, 22)),
)
RUNNING = ("2026-autumn", "Autumn 2026", date(2026, 9, 7), date(2026, 12, 18))
NEXT = ("2027-spring", "Spring 2027", date(2027, 1, 18), date(2027, 5, 21))


def make_terms(today: date) -> tuple[Term, ...]:
    """The terms in the order of time. The dates of days are fixed, and the windows of the past.

    Windows that a visitor needs open are counted from `today`: grades of the running term can be entered, and
    the last term never closes for adding and dropping.
    """
    running = _term(*RUNNING, grading=Window(_at(today, -REGISTRATION_OPENED), _at(today, ADDING_LASTS)))
    return (*(_term(*past) for past in PAST), running, _open_term(today))


def _term(code: str, name: str, starts: date, ends: date, grading: Window | None = None) -> Term:
    weeks = timedelta(weeks=1)
    opens = _at(starts, -6 * weeks)
    dropping_ends, withdrawing_ends = _at(starts, 3 * weeks), _at(ends, -3 * weeks)
    return Term(
        code,
        name,
        starts,
        ends,
        ZONE,
        add=Window(opens, _at(starts, 2 * weeks)),
        drop=Window(opens, dropping_ends),
        withdraw=Window(dropping_ends, withdrawing_ends),
        grading=grading or Window(_at(ends, -weeks), _at(ends, 3 * weeks)),
    )


def _open_term(today: date) -> Term:
    opened = datetime.combine(today - REGISTRATION_OPENED, time(8))
    dropping_ends, withdrawing_ends = _at(today, DROPPING_LASTS), _at(today, WITHDRAWING_LASTS)
    return Term(
        *NEXT,
        ZONE,
        add=Window(opened, _at(today, ADDING_LASTS)),
        drop=Window(opened, dropping_ends),
        withdraw=Window(dropping_ends, withdrawing_ends),
        grading=Window(withdrawing_ends, _at(today, GRADING_LASTS)),
    )


def _at(day: date, later: timedelta) -> datetime:
    return datetime.combine(day + later, CLOSING)
