"""Many at once for the last seat: exactly as many enrolled as there are seats, on every store."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from small_campus import TERM, MakeUniversity, place, section, small_campus, student
from sqlalchemy import Engine, text, update
from sqlalchemy.exc import IntegrityError

from university.adapters.db.catalogue_rows import SectionRow
from university.application.campus import Campus
from university.application.catalogue import Catalogue
from university.application.enrolment import EnrolmentDesk
from university.application.ports.campus_store import CampusStore
from university.bootstrap import Container, build
from university.domain.catalogue import Section
from university.domain.enrolment import EnrolmentRefused, Status
from university.settings import Settings

CROWD = 24
SEATS, WAITLIST = 3, 4


def crowded(*sections: Section) -> Campus:
    campus = small_campus(sections=sections)
    crowd = tuple(student(f"S-{100 + number}") for number in range(CROWD))
    return Campus(campus.departments, campus.courses, TERM, sections, crowd, ())


def outcome(desk: EnrolmentDesk, number: str, wish: str) -> str:
    try:
        return desk.enrol(number, wish).status.value
    except EnrolmentRefused as refused:
        return refused.refusals[0].code


def seats(university: Container) -> tuple[int, int]:
    first = university.get(Catalogue).course("BIO-201").sections[0]
    return first.enrolled, first.waiting


EXPECTED = {"enrolled": SEATS, "waitlisted": WAITLIST, "section.full": CROWD - SEATS - WAITLIST}


def test_threads(make_university: MakeUniversity) -> None:
    university = make_university(crowded(section(capacity=SEATS, waitlist=WAITLIST)))
    desk = university.get(EnrolmentDesk)
    with ThreadPoolExecutor(8) as pool:
        got = pool.map(lambda number: outcome(desk, f"S-{100 + number}", "BIO-201-A"), range(CROWD))
        assert Counter(got) == EXPECTED
    assert seats(university) == (SEATS, WAITLIST)


def _in_own_process(url: str, numbers: range) -> list[str]:
    university = build(Settings(database_url=url))
    desk = university.get(EnrolmentDesk)
    _everybody_is_ready.wait(timeout=60)
    got = [outcome(desk, f"S-{100 + number}", "BIO-201-A") for number in numbers]
    university.get(Engine).dispose()
    return got


def _remember(barrier: Barrier) -> None:
    global _everybody_is_ready
    _everybody_is_ready = barrier


def test_processes_on_one_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'university.db'}"
    university = build(Settings(database_url=url))
    store = university.get(CampusStore)
    store.prepare()
    # These processes go by the machine's clock, so the deadline moves out of its way.
    open_long = replace(TERM, add_deadline=TERM.add_deadline.replace(year=2999))
    campus = crowded(section(capacity=SEATS, waitlist=WAITLIST))
    store.fill(replace(campus, term=open_long), replace=True)
    workers = 4
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(workers)
    with ProcessPoolExecutor(workers, context, initializer=_remember, initargs=(ready,)) as pool:
        shares = [range(worker, CROWD, workers) for worker in range(workers)]
        got = [answer for share in pool.map(_in_own_process, [url] * workers, shares) for answer in share]
    assert Counter(got) == EXPECTED
    assert seats(university) == (SEATS, WAITLIST)
    university.get(Engine).dispose()


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


def test_two_who_drop_promote_two(make_university: MakeUniversity) -> None:
    waiting = [place(f"S-{n}", "BIO-201-A", Status.WAITLISTED, hour=n) for n in (3, 4)]
    campus = small_campus(
        place("S-1", "BIO-201-A"), place("S-2", "BIO-201-A"), *waiting, sections=(section(capacity=2),)
    )
    university = make_university(campus)
    desk = university.get(EnrolmentDesk)
    with ThreadPoolExecutor(2) as pool:
        promoted = list(pool.map(lambda number: desk.drop(number, "BIO-201-A"), ["S-1", "S-2"]))
    assert sorted(enrolment.student for enrolment in promoted if enrolment) == ["S-3", "S-4"]
    assert seats(university) == (2, 0)


@pytest.mark.parametrize("counter", ["enrolled", "waiting"])
@pytest.mark.parametrize("value", [-1, 3])
def test_the_database_itself_refuses_to_oversell(tmp_path: Path, counter: str, value: int) -> None:
    university = build(Settings(database_url=f"sqlite:///{tmp_path / 'university.db'}"))
    store, engine = university.get(CampusStore), university.get(Engine)
    store.prepare()
    store.fill(small_campus(sections=(section(capacity=2, waitlist=2),)), replace=False)
    with engine.connect() as connection:
        with pytest.raises(IntegrityError, match="CHECK constraint failed: ck_sections"):
            connection.execute(update(SectionRow).values({counter: value}))
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            connection.execute(text("DELETE FROM courses WHERE code = 'BIO-201'"))
    engine.dispose()
