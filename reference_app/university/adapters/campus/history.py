"""The terms before: who took which course, and with what grade."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from university.adapters.campus import grades
from university.domain.catalogue import Course, Section
from university.domain.enrolment import Enrolment, Status
from university.domain.gradesheet import GradeSheet, SheetState
from university.domain.people import Student
from university.domain.record import AcademicRecord, CourseResult
from university.domain.requirements import courses_in, unmet
from university.domain.rules.credit_limit import LIMIT
from university.domain.terms import Term
from university.domain.timetable import Meeting, clash

TERMS_BEHIND = (0, 1, 3, 3, 5, 5)
"""So many past terms, the running one included, lie behind students; most come in autumn."""

A_TERM = (4, 5, 5, 5)
"""Courses that a student takes in a term."""

OWN, NEEDED, OTHER = 12, 4, 1
"""How often students choose courses of their major, of departments it builds on, and others."""

BETWEEN_ENROLMENTS = timedelta(seconds=41)


@dataclass(frozen=True, slots=True)
class History:
    """What lies behind: `records` by student's number; the last of the terms has no grades yet."""

    sections: tuple[Section, ...]
    enrolments: tuple[Enrolment, ...]
    sheets: tuple[GradeSheet, ...]
    records: dict[str, AcademicRecord]


def make_history(
    students: Sequence[Student],
    courses: Sequence[Course],
    sections: Sequence[Section],
    terms: Sequence[Term],
    seed: int,
) -> History:
    """Play the `terms`, each with the timetable of `sections`; nobody takes what they are not ready for."""
    random = Random(f"{seed} history")  # noqa: S311 - the same campus every time, no secret
    people = [_Person(student.number, random, courses, len(terms)) for student in students]
    played = [_PastTerm(term, courses, sections, random, graded=term is not terms[-1]) for term in terms]
    for index, term in enumerate(played):
        for person in people:
            if person.begins <= index:
                term.enrol(person)
    return History(
        tuple(section for term in played for section in term.held()),
        tuple(enrolment for term in played for enrolment in term.enrolments),
        tuple(sheet for term in played for sheet in term.sheets()),
        {person.number: person.record() for person in people},
    )


class _Person:
    """A student on the way through the terms."""

    def __init__(self, number: str, random: Random, courses: Sequence[Course], terms: int) -> None:
        self.number = number
        self.begins = terms - random.choice(TERMS_BEHIND)
        self.ability = random.choice(grades.ABILITIES)
        self._likes = _likes(random.choice(courses).department, courses)
        self.results: list[CourseResult] = []
        self.in_progress: set[str] = set()

    def record(self) -> AcademicRecord:
        return AcademicRecord(tuple(self.results), frozenset(self.in_progress))

    def wishes(self, courses: Sequence[Course], random: Random) -> list[Course]:
        """Every course, those that the student likes mostly earlier."""
        keys = {course.code: random.random() ** (1 / self._likes[course.department]) for course in courses}
        return sorted(courses, key=lambda course: keys[course.code], reverse=True)


def _likes(major: str, courses: Sequence[Course]) -> dict[str, int]:
    """How much a student of the major likes each department."""
    own = [course for course in courses if course.department == major]
    needed = {code.split("-")[0] for course in own for code in courses_in(course.prerequisites)}
    likes = {course.department: OTHER for course in courses}
    return likes | dict.fromkeys(needed, NEEDED) | {major: OWN}


@dataclass(slots=True)
class _Load:
    """What a student has taken on in one term, and the record when it began."""

    before: AcademicRecord
    passed: frozenset[str]
    codes: set[str] = field(default_factory=set)
    credits: int = 0
    meetings: list[Meeting] = field(default_factory=list)


class _PastTerm:
    """One term while it is played."""

    def __init__(
        self,
        term: Term,
        courses: Sequence[Course],
        sections: Sequence[Section],
        random: Random,
        *,
        graded: bool,
    ) -> None:
        self._term, self._courses, self._random, self._graded = term, courses, random, graded
        suffix = f"{term.code[2:4]}{term.code[5].upper()}"
        self._sections: dict[str, list[Section]] = defaultdict(list)
        for section in sections:
            past = replace(section, id=f"{section.id}-{suffix}", term=term.code)
            self._sections[section.course].append(past)
        self._laboratories = {code: c for c in courses for code in c.corequisites}
        self._now: datetime = term.instant(term.add.opens)
        self._taken: Counter[str] = Counter()
        self._grades: dict[str, dict[str, str]] = defaultdict(dict)
        self.enrolments: list[Enrolment] = []

    def held(self) -> Iterator[Section]:
        """The sections that somebody took."""
        return (s for sections in self._sections.values() for s in sections if self._taken[s.id])

    def sheets(self) -> Iterator[GradeSheet]:
        """The posted sheets; none of a term that is running."""
        if self._graded:
            for section in self.held():
                given = self._grades[section.id]
                yield GradeSheet(section.id, frozenset(given), given, SheetState.POSTED)

    def enrol(self, person: _Person) -> None:
        """Let the student take courses of this term, and get their grades."""
        before = person.record()
        load = _Load(before, before.completed)
        target = self._random.choice(A_TERM)
        for course in person.wishes(self._courses, self._random):
            if len(load.codes) >= target:
                break
            if self._take(person, course, load) and course.code in self._laboratories:
                self._take(person, self._laboratories[course.code], load)
        person.results.sort(key=lambda result: (result.term, result.course))

    def _take(self, person: _Person, course: Course, load: _Load) -> bool:
        ready = (
            course.code not in load.passed | load.codes
            and load.credits + course.credits <= LIMIT
            and course.corequisites <= load.codes | load.passed
            and unmet(course.prerequisites, load.before) is None
        )
        section = self._free(course, load) if ready else None
        if section is None:
            return False
        load.codes.add(course.code)
        load.credits += course.credits
        load.meetings.extend(section.meetings)
        self._record(person, course, section)
        return True

    def _free(self, course: Course, load: _Load) -> Section | None:
        free = (s for s in self._sections[course.code] if self._taken[s.id] < s.capacity)
        return next((s for s in free if not clash(s.meetings, load.meetings)), None)

    def _record(self, person: _Person, course: Course, section: Section) -> None:
        grade = grades.draw(course.code, person.ability, self._random) if self._graded else None
        self._now += BETWEEN_ENROLMENTS
        self._taken[section.id] += 1
        status = Status.WITHDRAWN if grade == "W" else Status.ENROLLED
        self.enrolments.append(Enrolment(person.number, section.id, status, self._now))
        if grade is None:
            person.in_progress.add(course.code)
            return
        if grade != "W":
            self._grades[section.id][person.number] = grade
        person.results.append(CourseResult(course.code, self._term.code, course.credits, grade))
