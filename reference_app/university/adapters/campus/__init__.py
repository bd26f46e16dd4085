"""The demonstration campus, Aldermoor University: invented, always the same, and true to its own rules."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from university.adapters.campus.offering import make_sections, make_term
from university.adapters.campus.people import make_students
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
    term = make_term(today)
    sections = make_sections(courses, term, seed)
    students = make_students(departments, courses, seed)
    enrolments = register(students, courses, sections, term, today, seed)
    return Campus(departments, courses, term, sections, students, enrolments)
