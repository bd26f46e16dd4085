"""Any number of students do anything in any order: what the desk keeps true, and that its log tells all."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from small_campus import REGISTRAR, TERM, meeting, section, small_campus

from university.adapters.clock import FixedClock
from university.application.enrolment import EnrolmentDesk
from university.application.ports.campus_store import CampusStore
from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.event_log import EventLog
from university.application.ports.unit_of_work import Units
from university.bootstrap import build
from university.domain.enrolment import HOLDS_A_SEAT, Enrolment, EnrolmentRefused, Status
from university.domain.errors import NotFound
from university.domain.events import Event, EventKind
from university.domain.timetable import clash
from university.settings import MEMORY_URL, Settings

NUMBERS = ("S-1", "S-2", "S-3", "S-4")
SECTIONS = (
    section("ART-101-A", capacity=1, waitlist=2, meetings=(meeting("09:30", "10:30"),)),
    section("BIO-201-A", capacity=1, waitlist=3),
)
BY_ID = {each.id: each for each in SECTIONS}
STUDENT = st.sampled_from(NUMBERS)
SECTION = st.sampled_from(sorted(BY_ID))

Place = tuple[Status, int]
"""A status, and since which event the place in line or the seat is held."""


def replay(events: list[Event]) -> dict[tuple[str, str], Place]:
    """The places that the log says there are, were it all that is left."""
    places: dict[tuple[str, str], Place] = {}
    for number, event in enumerate(events):
        key = (event.student or "", event.section or "")
        before = places.get(key)
        match event.kind:
            case EventKind.ENROLLED:
                assert before is None or before[0] is Status.OFFERED
                assert (before is None) == ("was" not in event.details)
                places[key] = (Status.ENROLLED, number)
            case EventKind.WAITLISTED:
                assert before is None
                places[key] = (Status.WAITLISTED, number)
            case EventKind.SEAT_OFFERED:
                assert before is not None and before[0] is Status.WAITLISTED
                places[key] = (Status.OFFERED, before[1])
            case EventKind.OFFER_EXPIRED:
                assert before is not None and before[0] is Status.OFFERED
                del places[key]
            case EventKind.DROPPED:
                assert before is not None and before[0].value == event.details["was"]
                del places[key]
            case EventKind.WITHDREW:
                assert before is not None and before[0] is Status.ENROLLED
                places[key] = (Status.WITHDRAWN, number)
    return places


class Desk(RuleBasedStateMachine):
    """A term at the desk, from some weeks before its deadlines to some weeks after."""

    @initialize()
    def open(self) -> None:
        self.clock = FixedClock(TERM.instant(TERM.add.opens))
        self.app = build(Settings(database_url=MEMORY_URL), {"clock": lambda: self.clock})
        self.app.get(CampusStore).fill(small_campus(sections=SECTIONS), replace=True)
        self.desk = self.app.get(EnrolmentDesk)
        for number in NUMBERS[:3]:
            self.desk.enrol(REGISTRAR, number, "BIO-201-A")

    def try_to(self, action, student: str, wish: str) -> bool:
        """Do it; a refusal must leave no trace."""
        before, events = self.places(), len(self.events())
        try:
            action(REGISTRAR, student, wish)
        except (EnrolmentRefused, NotFound):
            assert (self.places(), len(self.events())) == (before, events)
            return False
        return True

    def places(self) -> dict[tuple[str, str], Enrolment]:
        entries = [entry for n in NUMBERS for entry in self.desk.timetable(REGISTRAR, n).entries]
        return {(e.enrolment.student, e.enrolment.section): e.enrolment for e in entries}

    def events(self) -> list[Event]:
        with self.app.get(Units)() as work:
            return [event for _, event in work[EventLog].after(0, 10_000)]

    @rule(student=STUDENT, wish=SECTION)
    def enrol(self, student: str, wish: str) -> None:
        foretold = self.desk.assess(REGISTRAR, student, wish)
        assert self.try_to(self.desk.enrol, student, wish) == (foretold.status is not None)

    @rule(which=st.integers(0, 7), way=st.sampled_from(["answer", "answer", "drop", "drop", "withdraw"]))
    def act_on_a_place(self, which: int, way: str) -> None:
        places = sorted(self.places())
        if not places:
            return
        student, wish = places[which % len(places)]
        if way == "answer":
            self.answer(student, wish)
        elif way == "drop" and self.try_to(self.desk.drop, student, wish):
            assert (student, wish) not in self.places()
        elif way == "withdraw" and self.try_to(self.desk.withdraw, student, wish):
            assert self.places()[student, wish].status is Status.WITHDRAWN

    def answer(self, student: str, wish: str) -> None:
        """Accept an offer on even hours, decline it on odd ones."""
        if self.clock.instant.hour % 2:
            self.try_to(self.desk.decline, student, wish)
        elif self.try_to(self.desk.accept, student, wish):
            assert self.places()[student, wish].status is Status.ENROLLED

    @rule(hours=st.sampled_from([1, 23, 24, 24 * 20]))
    def wait(self, hours: int) -> None:
        self.clock.instant += timedelta(hours=hours)

    @rule()
    def sweep(self) -> None:
        self.desk.sweep(REGISTRAR)
        again = self.desk.sweep(REGISTRAR)
        assert (again.expired, again.offered) == ((), ())
        self.nobody_waits_beside_a_free_seat()

    def nobody_waits_beside_a_free_seat(self) -> None:
        """After a sweep: whoever waits while a seat is free cannot take it."""
        if not TERM.is_open(TERM.add, self.clock.now()):
            return
        places = self.places()
        for id, (taken, _) in self.counters().items():
            if taken < BY_ID[id].capacity:
                for (student, section_id), place in places.items():
                    if section_id == id and place.status is Status.WAITLISTED:
                        assert self.is_busy(student, id), f"{student} waits beside a free seat in {id}"

    def is_busy(self, student: str, wish: str) -> bool:
        """Whether another seat of the student is in the way."""
        seats = [
            BY_ID[place.section]
            for place in self.places().values()
            if place.student == student and place.status is Status.ENROLLED
        ]
        return any(clash(BY_ID[wish].meetings, seat.meetings) for seat in seats)

    def counters(self) -> dict[str, tuple[int, int]]:
        with self.app.get(Units)() as work:
            found = [work[CatalogueRepository].section(id) for id in BY_ID]
        return {each.section.id: (each.seats_taken, each.waiting) for each in found if each}

    @invariant()
    def counters_agree_with_places_and_stay_within_bounds(self) -> None:
        places = list(self.places().values())
        for id, (taken, waiting) in self.counters().items():
            statuses = Counter(place.status for place in places if place.section == id)
            assert taken == sum(statuses[status] for status in HOLDS_A_SEAT) <= BY_ID[id].capacity
            assert waiting == statuses[Status.WAITLISTED] <= BY_ID[id].waitlist_capacity

    @invariant()
    def the_log_alone_gives_the_places(self) -> None:
        now = {key: place.status for key, place in self.places().items()}
        assert {key: status for key, (status, _) in replay(self.events()).items()} == now
        assert all(event.actor == REGISTRAR.id for event in self.events())

    @invariant()
    def nobody_is_in_two_rooms_or_twice_in_a_course(self) -> None:
        for number in NUMBERS:
            own = [place for place in self.places().values() if place.student == number]
            courses = [BY_ID[place.section].course for place in own]
            assert len(set(courses)) == len(courses)
            seats = [BY_ID[place.section].meetings for place in own if place.status is Status.ENROLLED]
            assert all(clash(a, b) is None for i, a in enumerate(seats) for b in seats[i + 1 :])

    @invariant()
    def seats_are_offered_in_the_order_of_the_line(self) -> None:
        """When a seat was offered, whoever had waited longer could not take it."""
        events = self.events()
        for number, event in enumerate(events):
            if event.kind is not EventKind.SEAT_OFFERED:
                continue
            before = replay(events[:number])
            since = before[event.student or "", event.section or ""][1]
            for (student, id), (status, earlier) in before.items():
                if id == event.section and status is Status.WAITLISTED and earlier < since:
                    seats = [
                        BY_ID[other].meetings
                        for (who, other), (held, _) in before.items()
                        if who == student and held is Status.ENROLLED
                    ]
                    assert any(clash(BY_ID[id].meetings, meetings) for meetings in seats), (
                        f"{event.student} was offered a seat in {id} before {student}, who waited longer"
                    )


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=40, stateful_step_count=30)
