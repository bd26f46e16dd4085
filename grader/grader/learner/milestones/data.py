"""The campus as a learner's own site gets it: plain data, without a class of ours."""

from __future__ import annotations

from typing import Any

from grader.props.morning import MORNING
from university.adapters.campus import make_campus
from university.domain.catalogue import Course, Section
from university.domain.requirements import NOTHING, courses_in, describe


def campus() -> dict[str, Any]:
    """Departments and courses of Aldermoor, and the sections of the term that can be enrolled for."""
    whole = make_campus(MORNING.date())
    teachers = {professor.number: professor.name for professor in whole.professors}
    term = whole.terms[-1]
    return {
        "term": {"code": term.code, "name": term.name},
        "departments": [{"code": one.code, "name": one.name} for one in whole.departments],
        "courses": [_course(course) for course in whole.courses],
        "sections": [_section(one, teachers) for one in whole.sections if one.term == term.code],
    }


def _course(course: Course) -> dict[str, Any]:
    return {
        "code": course.code,
        "title": course.title,
        "department": course.department,
        "credits": course.credits,
        "description": course.description,
        "prerequisites": describe(course.prerequisites) if course.prerequisites != NOTHING else "",
        "needs": sorted(courses_in(course.prerequisites)),
        "taken_with": sorted(course.corequisites),
    }


def _section(section: Section, teachers: dict[str, str]) -> dict[str, Any]:
    return {
        "id": section.id,
        "course": section.course,
        "teacher": teachers[section.instructor],
        "capacity": section.capacity,
        "meetings": [
            {
                "day": meeting.day.name.title(),
                "starts": f"{meeting.start:%H:%M}",
                "ends": f"{meeting.end:%H:%M}",
                "room": meeting.room,
            }
            for meeting in section.meetings
        ],
    }
