"""Three weeks of registration, played through the university's own rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from university.adapters.campus.calendar import REGISTRATION_OPENED
from university.domain.catalogue import Course, Section
from university.domain.enrolment import Enrolment, EnrolmentRequest, Status, decide
from university.domain.people import Student
from university.domain.record import AcademicRecord
from university.domain.requirements import unmet
from university.domain.rules.add_window import add_window
from university.domain.rules.corequisites import corequisites
from university.domain.rules.credit_limit import credit_limit
from university.domain.rules.duplicate import duplicate
from university.domain.rules.prerequisites import prerequisites
from university.domain.rules.time_conflict import time_conflict
from university.domain.terms import Term

RULES = (add_window, duplicate, prerequisites, corequisites, time_conflict, credit_limit)
"""All but holds: those were placed when everybody had enrolled."""

BETWEEN_REQUESTS = timedelta(seconds=41)
WISHES = 14
"""How many sections a student looks at."""


def register(
    students: Sequence[Student],
    records: Mapping[str, AcademicRecord],
    courses: Sequence[Course],
    sections: Sequence[Section],
    term: Term,
    today: date,
    seed: int,
) -> tuple[Enrolment, ...]:
    """Let every student ask for sections, in random order; the result is ordered by time."""
    random = Random(f"{seed} enrolments")  # noqa: S311 - the same campus every time, no secret
    office = _Office(records, courses, sections, term, random)
    clock = datetime.combine(today - REGISTRATION_OPENED, time(9), UTC)
    for student in random.sample(students, len(students)):
        target = random.choice((3, 4, 4, 5))
        for section in office.wishes(student):
            clock += BETWEEN_REQUESTS
            office.ask(student, section, clock)
            if len(office.held(student)) >= target:
                break
    return tuple(office.enrolments)


class _Office:
    """The enrolments so far, and the counts that decisions need."""

    def __init__(
        self,
        records: Mapping[str, AcademicRecord],
        courses: Sequence[Course],
        sections: Sequence[Section],
        term: Term,
        random: Random,
    ) -> None:
        self._records = records
        self._courses = {course.code: course for course in courses}
        self._sections = {section.id: section for section in sections}
        self._term = term
        self._random = random
        self._popularity = {code: random.choice((1, 1, 2, 2, 3, 8)) for code in self._courses}
        self._taken: Counter[tuple[str, Status]] = Counter()
        self._places: dict[str, list[Enrolment]] = {}
        self.enrolments: list[Enrolment] = []

    def wishes(self, student: Student) -> list[Section]:
        """Sections that the student might like and is prepared for, the popular ones more often."""
        record = self._records[student.number]
        behind = record.completed | record.in_progress
        ready = {
            course.code
            for course in self._courses.values()
            if course.code not in behind and unmet(course.prerequisites, record) is None
        }
        possible = [section for section in self._sections.values() if section.course in ready]
        # Later years first: what a student worked towards is wanted more than another introduction.
        weights = [
            self._popularity[section.course] * int(section.course.split("-")[1][0]) ** 3
            for section in possible
        ]
        return self._random.choices(possible, weights, k=WISHES)

    def held(self, student: Student) -> list[Enrolment]:
        return self._places.get(student.number, [])

    def ask(self, student: Student, section: Section, now: datetime) -> None:
        decision = decide(self._request(student, section, now), RULES)
        if decision.status is None:
            return
        enrolment = Enrolment(student.number, section.id, decision.status, now)
        self._taken[section.id, decision.status] += 1
        self._places.setdefault(student.number, []).append(enrolment)
        self.enrolments.append(enrolment)

    def _request(self, student: Student, section: Section, now: datetime) -> EnrolmentRequest:
        places = [(place.status, self._sections[place.section]) for place in self.held(student)]
        seats = tuple(held for status, held in places if status is Status.ENROLLED)
        return EnrolmentRequest(
            student=student,
            section=section,
            course=self._courses[section.course],
            term=self._term,
            now=now,
            record=self._records[student.number],
            timetable=seats,
            waitlists=tuple(held for status, held in places if status is Status.WAITLISTED),
            registered_credits=sum(self._courses[held.course].credits for held in seats),
            seats_taken=self._taken[section.id, Status.ENROLLED],
            waiting=self._taken[section.id, Status.WAITLISTED],
        )
