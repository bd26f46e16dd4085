"""Bookings show who shares a list with whom."""

from __future__ import annotations

from grader.props.week import Week, booked, days_of


def test_a_shared_list_shows() -> None:
    def shared(week: Week, students: list[str]) -> dict[str, Week]:
        return dict.fromkeys(students, week)

    made, week = booked(shared, {"Mon": ["ART-120"]}, ["S-1", "S-2"], ("S-1", "Mon", "BIO-201"))
    assert made["S-2"] == week == {"Mon": ["ART-120", "BIO-201"]}


def test_own_lists_show_and_a_new_day_is_made() -> None:
    def own(week: Week, students: list[str]) -> dict[str, Week]:
        return {student: {day: list(codes) for day, codes in week.items()} for student in students}

    made, week = booked(
        own, {"Mon": []}, ["S-1", "S-2"], ("S-2", "Tue", "BIO-201"), ("S-2", "Mon", "CHE-101")
    )
    assert made == {"S-1": {"Mon": []}, "S-2": {"Mon": ["CHE-101"], "Tue": ["BIO-201"]}}
    assert week == {"Mon": []}
    assert days_of(own, {"Tue": [], "Mon": []}, "S-1") == ["Tue", "Mon"]
