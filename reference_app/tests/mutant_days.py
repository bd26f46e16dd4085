"""Black-box days at the university: an AssertionError names the rule that was not kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from small_campus import (
    ADDING_CLOSES,
    ANA,
    COURSES,
    DRAWING,
    INTRO,
    MARINE,
    NOW,
    PAST,
    REGISTRAR,
    TERM,
    meeting,
    place,
    section,
    small_campus,
)

from university.adapters.clock import FixedClock
from university.application.enrolment import EnrolmentDesk
from university.application.ports.campus_store import Campus, CampusStore
from university.application.records import Records
from university.bootstrap import Container, build
from university.domain.catalogue import Course, Section
from university.domain.enrolment import Enrolment, EnrolmentRefused, Status
from university.domain.gradesheet import GradeSheet, SheetState
from university.domain.holds import Hold, HoldKind
from university.domain.requirements import AllOf, AnyOf, Needs
from university.domain.timetable import Weekday
from university.settings import MEMORY_URL, Settings

Overrides = Mapping[str, object]
TUESDAY = Weekday.TUESDAY

MICROBES = Course(
    "BIO-340",
    "Ocean Microbes",
    "BIO",
    4,
    "",
    AllOf((Needs("BIO-101", "B"), Needs("BIO-201", in_progress=True))),
)
METHODS = Course("BIO-220", "Methods", "BIO", 2, "", AllOf((Needs("BIO-101", "B"),)))
FIELDWORK = Course("BIO-210", "Fieldwork", "BIO", 4, "", AnyOf((Needs("BIO-101"), Needs("ART-101"))))
LABORATORY = Course("BIO-201L", "Marine Laboratory", "BIO", 1, corequisites=frozenset({"BIO-201"}))
SEMINAR = Course("ART-300", "Seminar", "ART", 11)


@contextmanager
def university(campus: Campus, overrides: Overrides, now: datetime = NOW) -> Iterator[Container]:
    """The app in memory, at `now`, holding the campus; an override of the clock wins."""
    container = build(Settings(database_url=MEMORY_URL), {"clock": lambda: FixedClock(now), **overrides})
    try:
        container.get(CampusStore).fill(campus, replace=True)
        yield container
    finally:
        container.close()


class Counter:
    """The desk, with answers in words."""

    def __init__(self, container: Container) -> None:
        self.desk = container.get(EnrolmentDesk)

    def enrol(self, student: str, wish: str) -> str:
        """The status, or the codes of the refusals, sorted."""
        try:
            return self.desk.enrol(REGISTRAR, student, wish).status.value
        except EnrolmentRefused as refused:
            return " ".join(sorted(refusal.code for refusal in refused.refusals))

    def places(self, student: str) -> dict[str, Status]:
        """The student's places of the term by section."""
        entries = self.desk.timetable(REGISTRAR, student).entries
        return {entry.section.id: entry.enrolment.status for entry in entries}


def a_day_of_rules(overrides: Overrides) -> None:
    """Wishes at the borders of every rule."""
    with university(many_courses(), overrides) as container:
        counter = Counter(container)
        enrol = counter.enrol
        assert enrol("S-5", "BIO-201-B") == "prerequisites.missing", "a new student has no prerequisites"
        assert enrol("S-4", "BIO-220-A") == "prerequisites.missing", "a B- is less than a B"
        assert enrol("S-2", "BIO-340-A") == "prerequisites.missing", "of an AND every part is needed"
        assert enrol("S-4", "BIO-210-A") == "enrolled", "of an OR one part is enough"
        assert enrol("S-1", "BIO-201L-A") == "corequisites.missing", "the laboratory goes with its course"
        assert enrol("S-1", "BIO-201-A") == "enrolled", "a plain wish meets every rule"
        assert enrol("S-1", "BIO-201L-A") == "enrolled", "a corequisite in the timetable counts"
        assert enrol("S-1", "BIO-201-B") == "enrolment.duplicate", "another section is the same course"
        assert enrol("S-1", "ART-101-A") == "time.conflict", "half an hour in two rooms"
        assert enrol("S-1", "ART-101-B") == "enrolled", "a class may begin when another ends"
        assert enrol("S-2", "ART-101-C") == "enrolled", "the same hour of another day is another hour"
        assert enrol("S-2", "BIO-201-A") == "enrolled", "S-2 has room in the week"
        assert enrol("S-2", "ART-300-A") == "enrolled", "18 credits may be reached"
        assert enrol("S-2", "BIO-201L-A") == "credits.exceeded", "18 credits may not be exceeded"
        assert enrol("S-3", "BIO-210-A") == "hold.standing", "a financial hold stands against enrolling"
        assert enrol("S-4", "ART-101-A") == "enrolled", "a released hold stands against nothing"
        assert enrol("S-5", "BIO-201-C") == "prerequisites.missing time.conflict", "all reasons at once"


def a_day_at_the_border_of_the_window(overrides: Overrides) -> None:
    """The first and the last moment of adding: half-open, in the campus's own time."""
    campus = small_campus()
    for now, expected in (
        (TERM.instant(TERM.add.opens) - timedelta(seconds=1), "enrolment.not_open"),
        (TERM.instant(TERM.add.opens), "enrolled"),
        (ADDING_CLOSES - timedelta(seconds=1), "enrolled"),
        (ADDING_CLOSES, "deadline.passed"),
        (ADDING_CLOSES + timedelta(days=1), "deadline.passed"),
    ):
        with university(campus, overrides, now) as container:
            told = Counter(container).enrol("S-1", "ART-101-A")
            assert told == expected, f"at {now:%d %B %H:%M:%S} UTC the window says {expected}"


def a_summer_day_at_the_border_of_the_window(overrides: Overrides) -> None:
    """In summer the campus is an hour ahead of UTC."""
    closes = datetime(2027, 7, 1, 17)
    far = datetime(2027, 8, 1)
    summer = replace(
        TERM,
        add=replace(TERM.add, closes=closes),
        drop=replace(TERM.drop, closes=closes),
        withdraw=replace(TERM.withdraw, opens=closes, closes=far),
    )
    campus = replace(small_campus(), terms=(PAST, summer))
    with university(campus, overrides, summer.instant(closes)) as container:
        assert Counter(container).enrol("S-1", "ART-101-A") == "deadline.passed", (
            "17:00 on the campus's clock"
        )


def a_day_in_line(overrides: Overrides) -> None:
    """Seats, waitlists and offers."""
    campus = small_campus(
        place("S-1", "BIO-201-A"),
        place("S-2", "BIO-201-A", Status.WAITLISTED, hour=11),
        place("S-3", "BIO-201-A", Status.WAITLISTED, hour=10),
        place("S-3", "ART-101-A"),
        sections=(
            section("ART-101-A", capacity=5, meetings=(meeting("09:30", "10:30"),)),
            section("BIO-201-A", capacity=1, waitlist=3),
            section("BIO-201-B", capacity=1, waitlist=1, meetings=(meeting("14:00", "15:00"),)),
        ),
        passed=("S-1", "S-2", "S-3", "S-4", "S-5"),
    )
    with university(campus, overrides) as container:
        counter = Counter(container)
        assert counter.enrol("S-4", "BIO-201-B") == "enrolled", "a free seat is given"
        assert counter.enrol("S-5", "BIO-201-B") == "waitlisted", "who finds no seat waits"
        assert counter.enrol("S-1", "BIO-201-B") == "enrolment.duplicate", "a place in the course is enough"
        offers = counter.desk.drop(REGISTRAR, "S-1", "BIO-201-A")
        assert [offer.student for offer in offers] == ["S-2"], "S-3 waits longer, but sits in another room"
        assert counter.places("S-3")["BIO-201-A"] is Status.WAITLISTED, "who is passed over keeps the place"
        assert counter.enrol("S-1", "BIO-201-A") == "waitlisted", "an offered seat is not free"
        assert counter.enrol("S-1", "BIO-201-B") == "enrolment.duplicate", "a place in line is a place"
        assert counter.desk.drop(REGISTRAR, "S-3", "ART-101-A") == [], (
            "no seat of that section was waited for"
        )
        offers = counter.desk.decline(REGISTRAR, "S-2", "BIO-201-A")
        assert [offer.student for offer in offers] == ["S-3"], "the longest wait comes first"
        seat = counter.desk.accept(REGISTRAR, "S-3", "BIO-201-A")
        assert seat.status is Status.ENROLLED, "an accepted offer is a seat"
        assert counter.enrol("S-2", "BIO-201-B") == "section.full", "full, and the waitlist too"


def a_day_of_records(overrides: Overrides) -> None:
    """Averages of a student's whole record, and of each term."""
    with university(_four_terms(), overrides) as container:
        records = container.get(Records)
        own = records.record(ANA, "S-1")
        assert own.gpa == Decimal("3.48"), "weighted by credits, best attempts only, 3.475 rounds half up"
        assert own.terms[0].gpa == Decimal("0.00"), "an F counts its credits with no points"
        assert own.terms[1].gpa == Decimal("3.30"), "a term counts its own attempts"
        assert own.terms[2].gpa == Decimal("4.00"), "I, W, P and AU count neither points nor credits"
        assert type(own.gpa) is Decimal, "averages are decimals"
        assert records.record(REGISTRAR, "S-5").gpa is None, "where nothing counts there is no average"


def many_courses() -> Campus:
    """A campus with something for every rule; S-5 is new, and S-4 has a B- only."""
    campus = small_campus(
        courses=(*COURSES, MICROBES, METHODS, FIELDWORK, LABORATORY, SEMINAR),
        passed=(),
        sections=(
            section("ART-101-A", capacity=5, meetings=(meeting("09:30", "10:30"),)),
            section("ART-101-B", capacity=5, meetings=(meeting("10:00", "11:00"),)),
            section("ART-101-C", capacity=5, meetings=(meeting("09:00", "10:00", TUESDAY),)),
            section("ART-300-A", capacity=5, meetings=(meeting("15:00", "16:00", TUESDAY),)),
            section("BIO-201-A", capacity=5),
            section("BIO-201-B", capacity=5, meetings=(meeting("14:00", "15:00"),)),
            section("BIO-201-C", capacity=5, meetings=(meeting("09:00", "10:00"),)),
            section("BIO-201L-A", capacity=5, meetings=(meeting("16:00", "17:00"),)),
            section("BIO-210-A", capacity=5, meetings=(meeting("11:00", "12:00"),)),
            section("BIO-220-A", capacity=5, meetings=(meeting("17:00", "18:00"),)),
            section("BIO-340-A", capacity=5, meetings=(meeting("12:00", "13:00"),)),
        ),
    )
    grades = {"S-1": "B", "S-2": "B", "S-3": "B", "S-4": "B-"}
    intro = campus.sections[0]
    since = PAST.instant(PAST.add.opens)
    return replace(
        campus,
        enrolments=(
            *(Enrolment(number, intro.id, Status.ENROLLED, since) for number in grades),
            place("S-5", "ART-101-A"),
        ),
        sheets=(GradeSheet(intro.id, frozenset(grades), grades, SheetState.POSTED),),
        holds=(
            Hold("H-1", "S-3", HoldKind.FINANCIAL, "fees", "U-1", NOW - timedelta(days=2)),
            Hold(
                "H-2",
                "S-4",
                HoldKind.ADVISING,
                "plan",
                "U-1",
                NOW - timedelta(days=2),
                NOW - timedelta(days=1),
            ),
            Hold("H-3", "S-4", HoldKind.LIBRARY, "a book", "U-1", NOW - timedelta(days=2)),
        ),
    )


def _four_terms() -> Campus:
    """S-1: an F in INTRO, later a B+ there; an A of one credit; and results that do not count."""
    small = replace(INTRO, code="BIO-102", credits=1)
    others = tuple(replace(DRAWING, code=f"ART-20{place}") for place in range(4))
    intro = replace(INTRO, credits=3)
    terms = tuple(
        replace(PAST, code=f"2026-{letter}", starts=PAST.starts + timedelta(days=place))
        for place, letter in enumerate("abc")
    )
    attempts: list[tuple[str, Course, str]] = [
        ("2026-a", intro, "F"),
        ("2026-b", intro, "B+"),
        ("2026-c", small, "A"),
        *(("2026-c", other, grade) for other, grade in zip(others, ("I", "P", "AU"), strict=False)),
    ]
    sections = [_past(course, term) for term, course, _ in attempts]
    withdrawn = _past(others[3], "2026-c")
    campus = small_campus(courses=(DRAWING, intro, MARINE, small, *others), passed=(), sections=())
    seats = [Enrolment("S-1", one.id, Status.ENROLLED, NOW) for one in sections]
    return replace(
        campus,
        terms=(*terms, TERM),
        sections=(*sections, withdrawn),
        enrolments=(*seats, Enrolment("S-1", withdrawn.id, Status.WITHDRAWN, NOW)),
        sheets=tuple(
            GradeSheet(one.id, frozenset({"S-1"}), {"S-1": grade}, SheetState.POSTED)
            for one, (_, _, grade) in zip(sections, attempts, strict=True)
        ),
    )


def _past(course: Course, term: str) -> Section:
    return Section(f"{course.code}-{term}", course.code, term, "P-1", 9, 0)
