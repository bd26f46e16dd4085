"""The behaviour of the desk is watched closely: a faulty part in a slot makes one of these checks fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from small_campus import REGISTRAR, MakeUniversity, meeting, place, section, small_campus

from university.application.enrolment import EnrolmentDesk
from university.domain.enrolment import Decision, EnrolmentRefused, Refusal, Status
from university.domain.rules.credit_limit import LIMIT
from university.domain.rules.duplicate import duplicate
from university.domain.rules.prerequisites import prerequisites
from university.domain.waitlist import next_in_line

WAITING = Status.WAITLISTED


def registration_day(make_university: MakeUniversity, overrides: dict[str, object]) -> None:
    """A morning at the desk; an AssertionError where the university's rules are not kept."""
    campus = small_campus(
        place("S-1", "BIO-201-A"),
        place("S-2", "BIO-201-A", WAITING, hour=11),
        place("S-3", "BIO-201-A", WAITING, hour=10),
        place("S-3", "ART-101-A"),
        sections=(
            section("ART-101-A", capacity=5, meetings=(meeting("09:30", "10:30"),)),
            section("ART-101-B", capacity=5, meetings=(meeting("10:00", "11:00"),)),
            section("BIO-201-A", capacity=1),
            section("BIO-201-B", capacity=1, waitlist=1, meetings=(meeting("14:00", "15:00"),)),
        ),
    )
    desk = make_university(campus, overrides).get(EnrolmentDesk)

    def enrol(student: str, wish: str) -> str:
        try:
            return desk.enrol(REGISTRAR, student, wish).status.value
        except EnrolmentRefused as refused:
            return ",".join(refusal.code for refusal in refused.refusals)

    assert enrol("S-5", "BIO-201-B") == "prerequisites.missing"
    assert enrol("S-1", "BIO-201-B") == "enrolment.duplicate"
    assert enrol("S-1", "ART-101-A") == "time.conflict"
    assert enrol("S-1", "ART-101-B") == "enrolled", "a class may begin when another ends"
    assert enrol("S-4", "BIO-201-B") == "enrolled"
    assert enrol("S-4", "ART-101-A") == "enrolled"
    offers = desk.drop(REGISTRAR, "S-1", "BIO-201-A")
    assert [offer.student for offer in offers] == ["S-2"], "S-3 waits longer, but sits in another room"
    left = {entry.section.id: entry.enrolment.status for entry in desk.timetable(REGISTRAR, "S-3").entries}
    assert left["BIO-201-A"] is WAITING, "who is passed over keeps the place"


def test_the_university_itself_passes(make_university: MakeUniversity) -> None:
    registration_day(make_university, {})


def closed_overlap(request):
    """Takes meetings for closed intervals."""
    for held in request.timetable:
        for one in request.section.meetings:
            for other in held.meetings:
                if one.day == other.day and one.start <= other.end and other.start <= one.end:
                    return Refusal("time.conflict", "")
    return None


def first_reason_only(request, rules) -> Decision:
    """Never looks at whether there is a seat."""
    reason = next((refusal for rule in rules if (refusal := rule(request))), None)
    return Decision(None, (reason,)) if reason else Decision(WAITING)


MUTANTS: dict[str, tuple[str, Callable[..., object]]] = {
    "the rule is always met": ("rule.prerequisites", lambda request: None),
    "any one prerequisite will do": (
        "rule.prerequisites",
        lambda request: None if not request.record.completed else prerequisites(request) or Refusal("x", ""),
    ),
    "only the same section is a duplicate": (
        "rule.duplicate",
        lambda request: duplicate(request) if request.section in request.timetable else None,
    ),
    "meetings are closed intervals": ("rule.time_conflict", closed_overlap),
    "no meeting ever clashes": ("rule.time_conflict", lambda request: None),
    "credits of the wish count twice": (
        "rule.credit_limit",
        lambda request: Refusal("credits.exceeded", "") if request.course.credits * 5 > LIMIT else None,
    ),
    "everybody waits": ("enrolment.decide", first_reason_only),
    "no rule is asked": ("enrolment.decide", lambda request, rules: Decision(Status.ENROLLED)),
    "the last in line is first": (
        "waitlist.next_in_line",
        lambda waiting, can_take: next_in_line(list(waiting)[:1], can_take),
    ),
    "nobody asks who can come": (
        "waitlist.next_in_line",
        lambda waiting, can_take: next(iter(waiting), None),
    ),
    "nobody is offered the seat": ("waitlist.next_in_line", lambda waiting, can_take: None),
}


@pytest.mark.parametrize("fault", MUTANTS)
def test_a_faulty_part_is_noticed(make_university: MakeUniversity, fault: str) -> None:
    slot, part = MUTANTS[fault]
    with pytest.raises(AssertionError):
        registration_day(make_university, {slot: part})
