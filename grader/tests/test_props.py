"""The builders that test cells use."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from grader import visit
from grader.props.enrolment import anyone, anyone_but, courses_named, request, section, waiting
from grader.props.site import university_site
from university.domain.enrolment import EnrolmentRequest, Refusal, Status, decide
from university.domain.rules.add_window import add_window
from university.domain.rules.corequisites import corequisites
from university.domain.rules.credit_limit import credit_limit
from university.domain.rules.duplicate import duplicate
from university.domain.rules.holds import holds
from university.domain.rules.prerequisites import prerequisites
from university.domain.rules.time_conflict import time_conflict

RULES = [add_window, holds, duplicate, prerequisites, corequisites, time_conflict, credit_limit]


def codes(wish: EnrolmentRequest) -> list[str]:
    return [refusal.code for refusal in decide(wish, RULES).refusals]


def test_what_is_not_given_stands_in_the_way_of_nothing() -> None:
    assert decide(request(), RULES).status is Status.ENROLLED


def test_each_fact_reaches_its_rule() -> None:
    assert codes(request(credits=16)) == ["credits.exceeded"]
    assert codes(request(requires=["BIO-101"])) == ["prerequisites.missing"]
    assert codes(request(requires=["BIO-101"], completed=["BIO-101"])) == []
    assert codes(request(now="2027-02-05T17:00")) == ["deadline.passed"]
    assert codes(request(now="2026-12-01T07:59")) == ["enrolment.not_open"]
    assert codes(request(holds=["financial"])) == ["hold.standing"]
    assert codes(request(holds=["library"])) == []
    assert codes(request(corequisites=["CHE-101"])) == ["corequisites.missing"]
    assert codes(request(corequisites=["CHE-101"], completed=["CHE-101"])) == []
    assert codes(request(corequisites=["CHE-101"], timetable={"CHE-101-A": ["Tue 09:00-10:00"]})) == []
    assert codes(request(corequisites=["CHE-101"], waitlists={"CHE-101-A": ["Tue 09:00-10:00"]})) == [
        "corequisites.missing"
    ]
    assert codes(request(waitlists={"BIO-201-B": ["Tue 09:00-10:00"]})) == ["enrolment.duplicate"]
    assert codes(request(timetable={"BIO-201-B": ["Tue 09:00-10:00"]})) == ["enrolment.duplicate"]
    assert codes(request(withdrawn={"BIO-201-B": ["Tue 09:00-10:00"]})) == ["enrolment.withdrawn"]
    assert codes(request(timetable={"CHE-101-A": ["Mon 10:00-11:00"]})) == ["time.conflict"]
    assert codes(request(timetable={"CHE-101-A": ["Mon 10:30-11:00"]})) == []
    assert decide(request(taken=30), RULES).status is Status.WAITLISTED
    assert codes(request(taken=30, waiting=5)) == ["section.full"]


def test_holds_are_kinds_or_whole_rows() -> None:
    row = ("H-7", "library", "an atlas is late", "2026-11-02T10:00", "2026-11-03T10:00")
    advising, released = request(holds=["advising", row]).holds
    assert (advising.id, advising.reason, advising.released_at) == ("H-1", "about advising matters", None)
    assert (released.id, released.reason) == ("H-7", "an atlas is late")
    assert released.released_at == datetime(2026, 11, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize("row", [("H-7", "library"), ("H-7", "parking", "late", "2026-11-02T10:00")])
def test_a_hold_that_cannot_be_is_refused(row: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"a hold is|parking"):
        request(holds=[row])


def test_a_requirement_may_be_given_in_words_and_grades_by_course() -> None:
    words = "BIO-101 with C or better and (CHE-110 or PHY-110 (may be in progress))"
    assert codes(request(requires=words, completed=["BIO-101", "CHE-110"])) == []
    assert codes(request(requires=words, completed=["BIO-101"], in_progress=["PHY-110"])) == []
    short = request(requires=words, grades={"BIO-101": "C-"}, in_progress=["CHE-110"])
    refusal = prerequisites(short)
    assert refusal is not None
    assert refusal.message == f"BIO-201 requires {words} first."
    assert repr(short).startswith("request(grades={'BIO-101': 'C-'}, in_progress=['CHE-110'], requires='BIO")


def test_instants_and_local_times_are_kept_apart() -> None:
    summer = request(now="2027-06-01T09:00+02:00", deadline="2027-06-01T08:30", zone="Europe/London")
    assert summer.now == datetime(2027, 6, 1, 7, 0, tzinfo=UTC)
    assert codes(summer) == []
    assert section("BIO-201-A", "Mon 09:00-10:30").meetings[0].start.hour == 9


def test_the_waitlist_is_in_order_and_can_take_bars_whom_it_names() -> None:
    ana, bo = waiting("S-1", "S-2")
    assert ana.since < bo.since
    assert [anyone()("S-1"), anyone_but("S-1")("S-1"), anyone_but("S-1")("S-2")] == [True, False, True]
    assert repr(anyone_but("S-1")) == "anyone_but('S-1')"


def test_can_take_wants_a_student_number() -> None:
    (ana,) = waiting("S-1")
    with pytest.raises(TypeError, match="give a student number such as 'S-1042', not an object of Enrolment"):
        anyone()(ana)  # type: ignore[arg-type]  # the slip that it is there for


def test_the_courses_that_a_refusal_names() -> None:
    wish = request(requires=["CHE-101", "BIO-101L", "MAT-110"], completed=["MAT-110"])
    assert courses_named(prerequisites, wish) == ["BIO-101L", "CHE-101"]
    assert courses_named(prerequisites, request()) == []
    turned = Refusal("no", "BIO-201 requires CHE-101 and BIO-101 first.")
    assert courses_named(lambda _: turned, wish, as_written=True) == ["CHE-101", "BIO-101"]
    assert courses_named(lambda _: turned, wish) == ["BIO-101", "CHE-101"]


def test_the_site_holds_the_part_that_was_put_in() -> None:
    asked: list[str] = []

    def refuse(wish: EnrolmentRequest) -> Refusal:
        asked.append(wish.student.number)
        return Refusal("no", "Never.")

    site = university_site("rule.credit_limit", refuse)
    visit(site, "GET", "/departments/").answers(200).shows("Biology")
    assert asked == []
