"""Slots: a part that is put in is obeyed, and a mistake is explained."""

from __future__ import annotations

import importlib.util
from decimal import Decimal

import pytest
from small_campus import REGISTRAR, MakeUniversity, place, small_campus

from university.application.enrolment import EnrolmentDesk
from university.bootstrap import Container, Slot, build, slots
from university.bootstrap.container import NotProvided
from university.bootstrap.slots import BadPart, UnknownSlot
from university.domain.enrolment import Decision, EnrolmentRefused, EnrolmentRequest, Refusal, Status
from university.domain.grading import GradePointAverage
from university.settings import MEMORY_URL, Settings

MEMORY = Settings(database_url=MEMORY_URL)


ORDER = (
    "add_window",
    "holds",
    "duplicate",
    "prerequisites",
    "corequisites",
    "time_conflict",
    "credit_limit",
)


def never(request: EnrolmentRequest) -> Refusal | None:
    return Refusal("never", f"{request.course.title} is not for you.")


def test_the_slots_of_the_first_chapters_are_there() -> None:
    assert set(slots()) >= {
        "enrolment.decide",
        "rule.add_window",
        "rule.holds",
        "rule.duplicate",
        "rule.prerequisites",
        "rule.corequisites",
        "rule.time_conflict",
        "rule.credit_limit",
        "waitlist.next_in_line",
        "grading.gpa",
    }


@pytest.mark.parametrize("slot", slots().values(), ids=lambda slot: slot.name)
def test_every_default_exists_and_is_a_part(slot: Slot[object]) -> None:
    assert slot.check(slot.load_default())


@pytest.mark.parametrize("name", [name for name in slots() if name.startswith("rule.")])
def test_a_swapped_rule_is_obeyed(make_university: MakeUniversity, name: str) -> None:
    desk = make_university(overrides={name: never}).get(EnrolmentDesk)
    refusals = desk.assess(REGISTRAR, "S-1", "BIO-201-A").refusals
    assert refusals == (Refusal("never", "Marine Biology is not for you."),)
    with pytest.raises(EnrolmentRefused, match="not for you"):
        desk.enrol(REGISTRAR, "S-1", "BIO-201-A")


def test_rules_are_asked_in_their_order(make_university: MakeUniversity) -> None:
    asked: list[str] = []

    def rule(name: str):
        return lambda request: asked.append(name)

    names = [name for name in slots() if name.startswith("rule.")]
    desk = make_university(overrides={name: rule(name) for name in names}).get(EnrolmentDesk)
    desk.assess(REGISTRAR, "S-1", "BIO-201-A")
    assert asked == [f"rule.{name}" for name in ORDER]


def test_a_swapped_decision_is_obeyed_but_cannot_oversell(make_university: MakeUniversity) -> None:
    overrides = {"enrolment.decide": lambda request, rules: Decision(Status.ENROLLED)}
    desk = make_university(overrides=overrides).get(EnrolmentDesk)
    assert desk.enrol(REGISTRAR, "S-5", "BIO-201-B").status is Status.ENROLLED
    with pytest.raises(EnrolmentRefused, match="full"):
        desk.enrol(REGISTRAR, "S-1", "BIO-201-B")


@pytest.mark.parametrize("status", [Status.OFFERED, Status.WITHDRAWN])
def test_a_decision_that_is_none_is_noticed(make_university: MakeUniversity, status: Status) -> None:
    overrides = {"enrolment.decide": lambda request, rules: Decision(status)}
    desk = make_university(overrides=overrides).get(EnrolmentDesk)
    with pytest.raises(ValueError, match=f"this one says {status}"):
        desk.enrol(REGISTRAR, "S-1", "BIO-201-A")


def test_without_the_duplicate_rule_the_store_still_keeps_one_place(make_university: MakeUniversity) -> None:
    overrides = {"rule.duplicate": lambda request: None, "rule.time_conflict": lambda request: None}
    desk = make_university(overrides=overrides).get(EnrolmentDesk)
    desk.enrol(REGISTRAR, "S-1", "ART-101-A")
    with pytest.raises(EnrolmentRefused, match="already have a place"):
        desk.enrol(REGISTRAR, "S-1", "ART-101-A")
    assert len(desk.timetable(REGISTRAR, "S-1").entries) == 1


def test_a_swapped_waitlist_is_obeyed(make_university: MakeUniversity) -> None:
    campus = small_campus(
        place("S-1", "BIO-201-A"),
        *(place(f"S-{n}", "BIO-201-A", Status.WAITLISTED, hour=n) for n in (2, 3)),
    )
    last = {"waitlist.next_in_line": lambda waiting, can_take: list(waiting)[-1]}
    offers = make_university(campus, last).get(EnrolmentDesk).drop(REGISTRAR, "S-1", "BIO-201-A")
    assert [offer.student for offer in offers] == ["S-3"]


def test_a_swapped_average_is_given_out() -> None:
    part = build(MEMORY, {"grading.gpa": lambda grades: Decimal(7)}).get(GradePointAverage)
    assert part([("A", 4)]) == Decimal(7)


def test_an_unknown_slot_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownSlot, match=r"No slot is named rule\.dead_line") as error:
        build(MEMORY, {"rule.dead_line": never})
    assert "rule.add_window" in str(error.value)


@pytest.mark.parametrize("part", [None, 42, "university.domain.enrolment:decide", Refusal("a", "b")])
def test_a_part_that_cannot_be_called_is_refused(part: object) -> None:
    with pytest.raises(BadPart, match=r"'rule.duplicate'.*function or class is needed.*Rule"):
        build(MEMORY, {"rule.duplicate": part})


def test_an_override_stands_in_for_a_module_that_is_absent() -> None:
    absent = Slot("some.part", GradePointAverage, "university.domain.not_there:part")
    assert importlib.util.find_spec("university.domain.not_there") is None
    part = lambda grades: Decimal(1)  # noqa: E731
    assert Container(MEMORY, {}, {"some.part": part}).part(absent) is part
    with pytest.raises(ModuleNotFoundError, match="not_there"):
        Container(MEMORY, {}, {}).part(absent)


class TestContainer:
    def test_a_thing_is_made_once_and_late(self) -> None:
        made: list[int] = []
        container = Container(MEMORY, {}, {})
        container.provide(list, lambda _: made.append(1) or [])  # type: ignore[func-returns-value]
        assert made == []
        assert container.get(list) is container.get(list)
        assert made == [1]

    def test_providing_twice_is_a_mistake(self) -> None:
        container = Container(MEMORY, {}, {})
        container.provide(int, lambda _: 1)
        with pytest.raises(ValueError, match="int is provided twice"):
            container.provide(int, lambda _: 2)

    def test_a_fallback_gives_way(self) -> None:
        container = Container(MEMORY, {}, {})
        container.provide(int, lambda _: 1, fallback=True)
        assert Container.get(container, int) == 1
        other = Container(MEMORY, {}, {})
        other.provide(int, lambda _: 1, fallback=True)
        other.provide(int, lambda _: 2)
        assert other.get(int) == 2

    def test_what_nobody_provides_is_named(self) -> None:
        with pytest.raises(NotProvided, match="Nothing here provides complex"):
            Container(MEMORY, {}, {}).get(complex)

    def test_two_apps_share_nothing(self) -> None:
        one, other = (build(MEMORY).get(EnrolmentDesk) for _ in range(2))
        student = one.students(REGISTRAR, "")[0].number
        section = one.timetable(REGISTRAR, student).entries[0].section.id
        one.drop(REGISTRAR, student, section)
        assert section in [entry.section.id for entry in other.timetable(REGISTRAR, student).entries]
