"""The demonstration campus, Aldermoor University: invented, always the same, and true to its own rules."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from university.adapters.campus.calendar import make_terms
from university.adapters.campus.history import make_history
from university.adapters.campus.offering import make_offering
from university.adapters.campus.people import make_holds, make_students, make_users
from university.adapters.campus.pools import read_catalogue
from university.adapters.campus.registration import register
from university.application.ports.campus_store import Campus

__all__ = ["Campus", "make_campus"]


@lru_cache(maxsize=8)
def make_campus(today: date, seed: int = 2027) -> Campus:
    """The campus as it stands on `today`, three weeks after registration opened and four before it closes.

    The same day and seed give the same campus on every machine.
    """
    departments, courses = read_catalogue()
    *past, current = make_terms(today)
    offering = make_offering(courses, current, seed)
    students = make_students(seed)
    history = make_history(students, courses, offering.sections, past, seed)
    enrolments = register(students, history.records, courses, offering.sections, current, today, seed)
    return Campus(
        departments=departments,
        courses=courses,
        professors=offering.professors,
        terms=(*past, current),
        sections=(*history.sections, *offering.sections),
        students=students,
        users=make_users(students, offering.professors),
        enrolments=(*history.enrolments, *enrolments),
        sheets=history.sheets,
        holds=make_holds(students, today),
    )
