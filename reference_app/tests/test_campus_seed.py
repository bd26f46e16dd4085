"""The demonstration campus: the same every time, believable, and true to the university's rules."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from datetime import UTC, date, datetime

import pytest
from small_campus import MakeUniversity

from university.adapters.campus import Campus, make_campus
from university.application.campus import Seeding
from university.application.enrolment import EnrolmentDesk
from university.domain.enrolment import Status
from university.domain.rules.credit_limit import LIMIT
from university.domain.timetable import clash

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def campus() -> Campus:
    return make_campus(TODAY)


def test_the_same_day_gives_the_same_campus_on_every_machine(campus: Campus) -> None:
    make_campus.cache_clear()
    assert make_campus(TODAY) == campus
    people = "\n".join(f"{s.number} {s.name} {sorted(s.completed)}" for s in campus.students)
    places = "\n".join(f"{e.student} {e.section} {e.status} {e.since}" for e in campus.enrolments)
    rooms = "\n".join(
        f"{s.id} {s.instructor} {[str(m) + m.room for m in s.meetings]}" for s in campus.sections
    )
    # Lessons and stored outputs speak of this campus. Change it on purpose only, and run the lessons again.
    digest = hashlib.sha256(f"{people}\n{places}\n{rooms}".encode()).hexdigest()
    assert digest.startswith("7715dbb5ec360d83")


def test_another_day_moves_the_dates_and_nothing_else(campus: Campus) -> None:
    later = make_campus(date(2027, 3, 1))
    assert (later.sections, later.students) == (campus.sections, campus.students)
    assert [(e.student, e.section) for e in later.enrolments] == [
        (e.student, e.section) for e in campus.enrolments
    ]
    assert later.term.add_deadline == datetime(2027, 3, 29, 17)


def test_another_seed_gives_other_people(campus: Campus) -> None:
    assert make_campus(TODAY, seed=1).students != campus.students


def test_sizes(campus: Campus) -> None:
    assert len(campus.departments) >= 12
    assert len(campus.courses) >= 110
    assert len(campus.students) >= 300
    assert campus.term.name == "Spring 2027"
    assert min(Counter(course.department for course in campus.courses).values()) >= 7


def test_identities_are_unique_and_texts_are_there(campus: Campus) -> None:
    for identities in (
        [d.code for d in campus.departments],
        [c.code for c in campus.courses],
        [c.title for c in campus.courses],
        [c.description for c in campus.courses],
        [s.id for s in campus.sections],
        [s.number for s in campus.students],
        [(e.student, e.section) for e in campus.enrolments],
    ):
        assert len(set(identities)) == len(identities)
    assert all(len(course.description) > 20 for course in campus.courses)
    assert len({student.name.split()[-1] for student in campus.students}) > 100


def test_prerequisites_exist_and_never_run_in_a_circle(campus: Campus) -> None:
    open_courses = {course.code: set(course.prerequisites) for course in campus.courses}
    assert set().union(*open_courses.values()) <= open_courses.keys()
    while open_courses:
        ready = {code for code, needs in open_courses.items() if not needs & open_courses.keys()}
        assert ready, f"a circle among {sorted(open_courses)}"
        for code in ready:
            del open_courses[code]


def test_nobody_completed_a_course_before_its_prerequisites(campus: Campus) -> None:
    requires = {course.code: course.prerequisites for course in campus.courses}
    for student in campus.students:
        assert all(requires[code] <= student.completed for code in student.completed), student.number


def test_no_room_and_no_lecturer_is_in_two_places(campus: Campus) -> None:
    booked = defaultdict(list)
    for section in campus.sections:
        booked[section.instructor].append(section.meetings)
        for meeting in section.meetings:
            booked[meeting.room].append((meeting,))
    for who, times in booked.items():
        for one, other in itertools.combinations(times, 2):
            assert clash(one, other) is None, who


def test_the_enrolments_break_no_rule(campus: Campus) -> None:
    courses = {course.code: course for course in campus.courses}
    sections = {section.id: section for section in campus.sections}
    students = {student.number: student for student in campus.students}
    places = defaultdict(list)
    for enrolment in campus.enrolments:
        places[enrolment.student].append(enrolment)
        course = courses[sections[enrolment.section].course]
        assert course.prerequisites <= students[enrolment.student].completed
        assert enrolment.since < datetime(2026, 11, 20, tzinfo=UTC) < campus.term.add_closes_at()
    for own in places.values():
        assert len({sections[place.section].course for place in own}) == len(own)
        seats = [sections[place.section] for place in own if place.status is Status.ENROLLED]
        assert sum(courses[section.course].credits for section in seats) <= LIMIT
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


def test_every_store_gives_the_campus_back(make_university: MakeUniversity, campus: Campus) -> None:
    desk = make_university(campus).get(EnrolmentDesk)
    expected = defaultdict(list)
    for enrolment in campus.enrolments:
        expected[enrolment.student].append(enrolment)
    for student in campus.students[:40]:
        timetable = desk.timetable(student.number)
        assert timetable.student == student
        own = sorted(expected[student.number], key=lambda enrolment: enrolment.section)
        assert [entry.enrolment for entry in timetable.entries] == own


def test_filling_keeps_what_is_there_unless_told_otherwise(make_university: MakeUniversity) -> None:
    university = make_university()
    seeding, desk = university.get(Seeding), university.get(EnrolmentDesk)
    desk.enrol("S-1", "BIO-201-A")
    assert seeding.fill(TODAY) is None
    assert len(desk.timetable("S-1").entries) == 1
    assert seeding.fill(TODAY, replace=True) == make_campus(TODAY)
    assert desk.students("S-1001")[0].number == "S-1001"
