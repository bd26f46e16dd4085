"""A university with `size` of everything that could make a use case send more statements than it should."""

from __future__ import annotations

from dataclasses import replace

from records_campus import EARLIER, NOW, REGISTRAR, SPRING, place, posted, records_campus

from university.application.ports.campus_store import Campus
from university.domain.catalogue import Course, Section
from university.domain.enrolment import Status
from university.domain.holds import Hold, HoldKind
from university.domain.people import Student
from university.domain.requirements import AllOf, Needs
from university.domain.terms import Term

OPEN, FULL = "BIO-500-A", "BIO-500-B"
"""The sections of BIO-500: one with a seat for everybody, one where `size` sit and `size` more wait."""

GRADED = "BIO-101-F"
"""Where grades are entered; `size` and two more sit there."""


def sitting(size: int) -> list[str]:
    """Those who have the seats of FULL."""
    return [f"S-{1000 + n}" for n in range(size)]


def counting_campus(size: int) -> Campus:
    """BIO-500 requires `size` courses, which everybody has passed; everybody sits in `size` others now."""
    base, waiting = records_campus(), [f"S-{2000 + n}" for n in range(size)]
    everybody = ["S-1", "S-2", "S-3", *sitting(size), *waiting]
    needed = [Course(f"OLD-{n:03}", f"Needed {n}", "BIO", 0) for n in range(size)]
    taken = [Course(f"NEW-{n:03}", f"Taken {n}", "BIO", 0) for n in range(size)]
    later = [Course(f"END-{n:03}", f"Later {n}", "BIO", 0, "", Needs("BIO-500")) for n in range(size)]
    tree = AllOf(tuple(Needs(course.code) for course in (*needed, needed[0])))
    passed = [_section(course, EARLIER) for course in needed]
    sat_in = [_section(course, SPRING) for course in taken]
    open_to_all = Section(OPEN, "BIO-500", SPRING.code, "P-1", 999, 0)
    return replace(
        base,
        courses=(*base.courses, *needed, Course("BIO-500", "Counting", "BIO", 1, "", tree), *taken, *later),
        sections=(
            *(replace(section, capacity=999) for section in base.sections),
            *passed,
            *sat_in,
            open_to_all,
            replace(open_to_all, id=FULL, capacity=size, waitlist_capacity=999),
        ),
        students=(*base.students, *(Student(number, f"Student {number}") for number in everybody[3:])),
        enrolments=(
            *(one for one in base.enrolments if one.status is not Status.WAITLISTED),
            *(place(number, section.id) for section in (*passed, *sat_in) for number in everybody),
            *(place(number, section) for section in (FULL, GRADED) for number in sitting(size)),
            *(place(number, FULL, Status.WAITLISTED) for number in waiting),
        ),
        sheets=(*base.sheets, *(posted(section.id, **dict.fromkeys(everybody, "B")) for section in passed)),
        holds=tuple(
            Hold(f"H-{n}", "S-1", HoldKind.LIBRARY, "A book", REGISTRAR.id, NOW, NOW) for n in range(size)
        ),
    )


def _section(course: Course, term: Term) -> Section:
    return Section(f"{course.code}-{term.code}", course.code, term.code, "P-1", 999, 0)
