"""The demonstration campus: the same every time, believable, and true to the university's rules."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from datetime import UTC, date, datetime

import pytest
from small_campus import MakeUniversity

from university.adapters.campus import Campus, make_campus
from university.adapters.clock import FixedClock
from university.application.campus import Seeding
from university.application.enrolment import EnrolmentDesk
from university.application.front_desk import FRONT_DESK
from university.application.ports.hold_repository import HoldRepository
from university.application.ports.unit_of_work import Units
from university.application.ports.user_repository import UserRepository
from university.domain.catalogue import Course
from university.domain.enrolment import Status
from university.domain.gradesheet import SheetState
from university.domain.grading import POINTS, WITHOUT_POINTS
from university.domain.holds import HoldKind
from university.domain.identity import Role
from university.domain.record import AcademicRecord, CourseResult
from university.domain.requirements import courses_in, describe, unmet
from university.domain.rules.credit_limit import LIMIT
from university.domain.timetable import clash

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def campus() -> Campus:
    return make_campus(TODAY)


def test_the_same_day_gives_the_same_campus_on_every_machine(campus: Campus) -> None:
    make_campus.cache_clear()
    assert make_campus(TODAY) == campus
    names = {professor.number: professor.name for professor in campus.professors}
    people = "\n".join(f"{s.number} {s.name}" for s in campus.students)
    places = "\n".join(f"{e.student} {e.section} {e.status} {e.since}" for e in campus.enrolments)
    grades = "\n".join(f"{s.section} {s.state} {sorted(s.grades.items())}" for s in campus.sheets)
    rooms = "\n".join(
        f"{s.id} {names[s.instructor]} {[str(m) + m.room for m in s.meetings]}" for s in campus.sections
    )
    # Lessons and stored outputs speak of this campus. Change it on purpose only, and run the lessons again.
    digest = hashlib.sha256(f"{people}\n{places}\n{grades}\n{rooms}".encode()).hexdigest()
    assert digest.startswith("6caa7e2c88d1f856")


def test_another_day_moves_the_dates_and_nothing_else(campus: Campus) -> None:
    later = make_campus(date(2027, 3, 1))
    assert (later.sections, later.students, later.sheets) == (
        campus.sections,
        campus.students,
        campus.sheets,
    )
    assert [(e.student, e.section) for e in later.enrolments] == [
        (e.student, e.section) for e in campus.enrolments
    ]
    assert later.terms[-1].add.closes == datetime(2027, 3, 29, 17)


@pytest.mark.parametrize("today", [TODAY, date(2027, 3, 1), date(2029, 7, 31)])
def test_the_demonstration_never_closes(today: date) -> None:
    *_, running, current = make_campus(today).terms
    now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    assert current.is_open(current.add, now)
    assert current.is_open(current.drop, now)
    assert running.is_open(running.grading, now), "somebody can show how grades are entered"
    assert not running.is_open(running.add, now)


def test_another_seed_gives_other_people(campus: Campus) -> None:
    assert make_campus(TODAY, seed=1).students != campus.students


def test_sizes(campus: Campus) -> None:
    assert len(campus.departments) >= 12
    assert len(campus.courses) >= 110
    assert len(campus.students) >= 300
    assert [term.name for term in campus.terms][-2:] == ["Autumn 2026", "Spring 2027"]
    assert list(campus.terms) == sorted(campus.terms, key=lambda term: term.starts)
    assert min(Counter(course.department for course in campus.courses).values()) >= 7


def test_identities_are_unique_and_texts_are_there(campus: Campus) -> None:
    for identities in (
        [d.code for d in campus.departments],
        [c.code for c in campus.courses],
        [c.title for c in campus.courses],
        [c.description for c in campus.courses],
        [s.id for s in campus.sections],
        [s.number for s in campus.students],
        [p.number for p in campus.professors],
        [p.name for p in campus.professors],
        [u.id for u in campus.users],
        [u.email for u in campus.users],
        [h.id for h in campus.holds],
        [(e.student, e.section) for e in campus.enrolments],
    ):
        assert len(set(identities)) == len(identities)
    assert all(len(course.description) > 20 for course in campus.courses)
    assert len({student.name.split()[-1] for student in campus.students}) > 100


def needs(course: Course) -> set[str]:
    return {*courses_in(course.prerequisites)}


def test_prerequisites_exist_and_never_run_in_a_circle(campus: Campus) -> None:
    open_courses = {course.code: needs(course) | course.corequisites for course in campus.courses}
    assert set().union(*open_courses.values()) <= open_courses.keys()
    while open_courses:
        ready = {code for code, needed in open_courses.items() if not needed & open_courses.keys()}
        assert ready, f"a circle among {sorted(open_courses)}"
        for code in ready:
            del open_courses[code]


def test_requirements_show_what_a_tree_can_say(campus: Campus) -> None:
    words = " ".join(describe(course.prerequisites) for course in campus.courses)
    for said in (" and (", " or ", " with C or better", " (may be in progress)"):
        assert said in words
    assert sum(bool(course.corequisites) for course in campus.courses) >= 3


class Past:
    """Records as they were when a term began, worked out from the campus alone."""

    def __init__(self, campus: Campus) -> None:
        self.terms = {term.code: term for term in campus.terms}
        self.sections = {section.id: section for section in campus.sections}
        self.courses = {course.code: course for course in campus.courses}
        self.places = defaultdict(list)
        grades = {sheet.section: sheet.grades for sheet in campus.sheets}
        for e in campus.enrolments:
            withdrew = "W" if e.status is Status.WITHDRAWN else None
            section = self.sections[e.section]
            self.places[e.student].append((section, withdrew or grades.get(e.section, {}).get(e.student)))

    def record(self, student: str, term: str) -> AcademicRecord:
        before = [
            (section, grade)
            for section, grade in self.places[student]
            if self.terms[section.term].starts < self.terms[term].starts
        ]
        return AcademicRecord(
            tuple(CourseResult(s.course, s.term, self.courses[s.course].credits, g) for s, g in before if g),
            frozenset(s.course for s, g in before if not g),
        )


@pytest.fixture(scope="module")
def past(campus: Campus) -> Past:
    return Past(campus)


def test_nobody_takes_a_course_before_its_requirements(campus: Campus, past: Past) -> None:
    for number, places in past.places.items():
        for section, _ in places:
            course, record = past.courses[section.course], past.record(number, section.term)
            assert unmet(course.prerequisites, record) is None, f"{number} in {section.id}"
            together = {other.course for other, _ in places if other.term == section.term}
            assert course.corequisites <= record.completed | together, f"{number} in {section.id}"
            assert not record.has_passed(course.code), f"{number} takes {course.code} again after passing"


def test_grades_are_of_every_kind_and_students_of_every_year(campus: Campus, past: Past) -> None:
    given = Counter(grade for places in past.places.values() for _, grade in places if grade)
    assert set(given) == {*POINTS, *WITHOUT_POINTS} - {"AU"}
    assert given["F"] + given["W"] + given["I"] < sum(given.values()) / 10
    done = Counter(len(past.record(s.number, campus.terms[-1].code).completed) for s in campus.students)
    assert done[0] > 60
    assert 9 <= sum(number * students for number, students in done.items()) / len(campus.students) <= 11
    assert max(done) <= 22
    repeated = Counter((number, s.course) for number, places in past.places.items() for s, g in places if g)
    assert sum(times > 1 for times in repeated.values()) >= 20


def test_sheets_are_posted_with_everybody_who_stayed(campus: Campus) -> None:
    stayed = defaultdict(set)
    for enrolment in campus.enrolments:
        if enrolment.status is Status.ENROLLED:
            stayed[enrolment.section].add(enrolment.student)
    graded = {term.code for term in campus.terms[:-2]}
    assert {s.id for s in campus.sections if s.term in graded} == {sheet.section for sheet in campus.sheets}
    for sheet in campus.sheets:
        assert sheet.state is SheetState.POSTED
        assert sheet.roster == sheet.grades.keys() == stayed[sheet.section]


def test_a_user_of_each_role_and_a_few_holds(campus: Campus) -> None:
    roles = Counter(role for user in campus.users for role in user.roles)
    assert set(roles) == set(Role)
    assert FRONT_DESK in campus.users
    students = {student.number for student in campus.students}
    assert {user.student for user in campus.users} - {None} <= students
    assert {hold.kind for hold in campus.holds} == set(HoldKind)
    assert {hold.student for hold in campus.holds} <= students - {"S-1042"}
    assert [hold.released_at is None for hold in campus.holds].count(False) == 1


def test_no_room_and_no_lecturer_is_in_two_places(campus: Campus) -> None:
    booked = defaultdict(list)
    for section in campus.sections:
        booked[section.term, section.instructor].append(section.meetings)
        for meeting in section.meetings:
            booked[section.term, meeting.room].append((meeting,))
    for who, times in booked.items():
        for one, other in itertools.combinations(times, 2):
            assert clash(one, other) is None, who


def test_everybody_teaches_in_their_department(campus: Campus) -> None:
    departments = {professor.number: professor.department for professor in campus.professors}
    assert all(departments[s.instructor] == s.course.split("-")[0] for s in campus.sections)


def test_the_enrolments_break_no_rule(campus: Campus, past: Past) -> None:
    adding = {term.code: term for term in campus.terms}
    by_term = defaultdict(list)
    for enrolment in campus.enrolments:
        section = past.sections[enrolment.section]
        by_term[enrolment.student, section.term].append(enrolment)
        assert adding[section.term].is_open(adding[section.term].add, enrolment.since)
        if section.term == campus.terms[-1].code:
            assert enrolment.since < datetime(2026, 11, 20, tzinfo=UTC)
    for own in by_term.values():
        sections = [past.sections[place.section] for place in own]
        assert len({section.course for section in sections}) == len(own)
        seats = [past.sections[place.section] for place in own if place.status is not Status.WAITLISTED]
        assert sum(past.courses[section.course].credits for section in seats) <= LIMIT
        for one, other in itertools.combinations(seats, 2):
            assert clash(one.meetings, other.meetings) is None


def test_sections_fill_in_order_and_some_have_waitlists(campus: Campus) -> None:
    taken = Counter((enrolment.section, enrolment.status) for enrolment in campus.enrolments)
    waited = 0
    for section in campus.sections:
        enrolled, waiting = taken[section.id, Status.ENROLLED], taken[section.id, Status.WAITLISTED]
        assert enrolled <= section.capacity
        assert waiting <= section.waitlist_capacity
        assert not waiting or enrolled == section.capacity
        waited += bool(waiting)
    assert waited >= 10


def test_every_store_gives_the_campus_back(
    make_university: MakeUniversity, campus: Campus, past: Past, clock: FixedClock
) -> None:
    clock.instant = datetime(2026, 11, 20, 12, tzinfo=UTC)
    university = make_university(campus)
    desk, term = university.get(EnrolmentDesk), campus.terms[-1]
    expected = defaultdict(list)
    for enrolment in campus.enrolments:
        if past.sections[enrolment.section].term == term.code:
            expected[enrolment.student].append(enrolment)
    for student in campus.students[:40]:
        timetable = desk.timetable(FRONT_DESK, student.number)
        assert (timetable.student, timetable.term) == (student, term)
        own = sorted(expected[student.number], key=lambda enrolment: enrolment.section)
        assert [entry.enrolment for entry in timetable.entries] == own
        foretold = past.record(student.number, term.code)
        assert set(timetable.record.results) == set(foretold.results)
        assert timetable.record.in_progress == foretold.in_progress
    with university.get(Units)() as work:
        for hold in campus.holds:
            assert hold in work[HoldRepository].of_student(hold.student)
        for user in campus.users:
            assert work[UserRepository].by_email(user.email) == user


def test_filling_keeps_what_is_there_unless_told_otherwise(make_university: MakeUniversity) -> None:
    university = make_university()
    seeding, desk = university.get(Seeding), university.get(EnrolmentDesk)
    desk.enrol(FRONT_DESK, "S-1", "BIO-201-A")
    assert seeding.fill(TODAY) is None
    assert len(desk.timetable(FRONT_DESK, "S-1").entries) == 1
    assert seeding.fill(TODAY, replace=True) == make_campus(TODAY)
    assert desk.students(FRONT_DESK, "S-1001")[0].number == "S-1001"
