"""Many at once for the last seat: exactly as many enrolled as there are seats, on every store."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from desk_helpers import held
from small_campus import REGISTRAR, STUDENTS, MakeUniversity, place, section, small_campus

from university.application.campus import Campus
from university.application.catalogue import Catalogue
from university.application.enrolment import EnrolmentDesk
from university.bootstrap import Container
from university.domain.catalogue import Section
from university.domain.enrolment import EnrolmentRefused, Status
from university.domain.people import Student

CROWD = 24
SEATS, WAITLIST = 3, 4


def crowded(*sections: Section) -> Campus:
    crowd = tuple(Student(f"S-{100 + number}", "Ana Silva") for number in range(CROWD))
    passed = [student.number for student in crowd]
    return small_campus(sections=sections, students=(*STUDENTS, *crowd), passed=passed)


def outcome(desk: EnrolmentDesk, number: str, wish: str) -> str:
    try:
        return desk.enrol(REGISTRAR, number, wish).status.value
    except EnrolmentRefused as refused:
        return refused.refusals[0].code


def seats(university: Container) -> tuple[int, int]:
    first = university.get(Catalogue).course("BIO-201").sections[0]
    return first.seats_taken, first.waiting


EXPECTED = {"enrolled": SEATS, "waitlisted": WAITLIST, "section.full": CROWD - SEATS - WAITLIST}


def test_threads(make_university: MakeUniversity) -> None:
    university = make_university(crowded(section(capacity=SEATS, waitlist=WAITLIST)))
    desk = university.get(EnrolmentDesk)
    with ThreadPoolExecutor(8) as pool:
        got = pool.map(lambda number: outcome(desk, f"S-{100 + number}", "BIO-201-A"), range(CROWD))
        assert Counter(got) == EXPECTED
    assert seats(university) == (SEATS, WAITLIST)


def test_one_student_in_two_windows_gets_one_of_two_overlapping_sections(
    make_university: MakeUniversity,
) -> None:
    sections = (section("ART-101-A", capacity=50), section("BIO-201-A", capacity=50))
    desk = make_university(crowded(*sections)).get(EnrolmentDesk)
    for number in range(CROWD):
        with ThreadPoolExecutor(2) as pool:
            wishes = [each.id for each in sections]
            got = Counter(pool.map(lambda wish, who=f"S-{100 + number}": outcome(desk, who, wish), wishes))
        assert got == {"enrolled": 1, "time.conflict": 1}


def test_two_who_drop_lead_to_two_offers(make_university: MakeUniversity) -> None:
    waiting = [place(f"S-{n}", "BIO-201-A", Status.WAITLISTED, hour=n) for n in (3, 4)]
    campus = small_campus(
        place("S-1", "BIO-201-A"), place("S-2", "BIO-201-A"), *waiting, sections=(section(capacity=2),)
    )
    university = make_university(campus)
    desk = university.get(EnrolmentDesk)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda number: desk.drop(REGISTRAR, number, "BIO-201-A"), ["S-1", "S-2"]))
    assert [held(desk, number) for number in ("S-3", "S-4")] == [{"BIO-201-A": Status.OFFERED}] * 2
    assert seats(university) == (2, 0)
