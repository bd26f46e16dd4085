"""Who may read the activity feed."""

from __future__ import annotations

from datetime import date

import pytest
from records_campus import ADMIN, ANA, BIOLOGIST, ELIF, KOFI, NOW, REGISTRAR, records_campus
from small_campus import MakeUniversity

from university.application.activity import Activities
from university.application.ports.activity_feed import Activity, ActivityFeed, DayCount, Days
from university.domain.access import Forbidden
from university.domain.errors import NotFound
from university.domain.identity import User

ENROLLED = Activity("event-1", "enrolled", "S-1", NOW, REGISTRAR.id)
TODAY = Days(NOW.date(), NOW.date())


@pytest.fixture
def activities(make_university: MakeUniversity) -> Activities:
    university = make_university(records_campus())
    feed = university.get(ActivityFeed)
    feed.prepare()
    feed.record(ENROLLED, Activity("event-2", "dropped", "S-2", NOW, ELIF.id))
    return university.get(Activities)


@pytest.mark.parametrize("user", [ANA, REGISTRAR], ids=["student", "registrar"])
def test_who_may_see_a_record_reads_what_happened_to_the_student(activities: Activities, user: User) -> None:
    assert activities.recent(user, "S-1").activities == (ENROLLED,)


@pytest.mark.parametrize(("user", "student"), [(ELIF, "S-1"), (ELIF, "S-9"), (REGISTRAR, "S-9")])
def test_beyond_the_reach_nobody_learns_what_exists(activities: Activities, user: User, student: str) -> None:
    with pytest.raises(NotFound, match=f"There is no student {student}"):
        activities.recent(user, student)


@pytest.mark.parametrize("user", [KOFI, BIOLOGIST, ADMIN], ids=["applicant", "professor", "admin"])
def test_others_may_not_read_a_students_feed(activities: Activities, user: User) -> None:
    with pytest.raises(Forbidden):
        activities.recent(user, "S-1")


@pytest.mark.parametrize("user", [REGISTRAR, ADMIN], ids=["registrar", "admin"])
def test_who_may_see_reports_sees_the_summary(activities: Activities, user: User) -> None:
    day = date(2027, 1, 20)
    assert activities.summary(user, TODAY) == (DayCount(day, "dropped", 1), DayCount(day, "enrolled", 1))


@pytest.mark.parametrize("user", [KOFI, ANA, BIOLOGIST], ids=["applicant", "student", "professor"])
def test_others_see_no_summary(activities: Activities, user: User) -> None:
    with pytest.raises(Forbidden):
        activities.summary(user, TODAY)
