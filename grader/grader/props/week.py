"""Weekly plans of students, for tasks about who shares which list."""

from __future__ import annotations

from collections.abc import Callable

Week = dict[str, list[str]]
"""Codes of courses by day."""
Plans = Callable[[Week, list[str]], dict[str, Week]]


def booked(
    plans: Plans, week: Week, students: list[str], *bookings: tuple[str, str, str]
) -> tuple[dict[str, Week], Week]:
    """The students' plans after some (student, day, course) were booked in them, and the week afterwards.

    A booking for a day that the plan does not have yet makes that day.
    """
    made = plans(week, students)
    for student, day, course in bookings:
        made[student].setdefault(day, []).append(course)
    return made, week


def days_of(plans: Plans, week: Week, student: str) -> list[str]:
    """The days of the one student's plan, in their order."""
    return list(plans(week, [student])[student])
