"""What a visitor of /desk/ does, and what the facts of the campus allow: steps that several tests take."""

from __future__ import annotations

from collections import Counter

from html_page import Page

from university.domain.requirements import unmet
from university.domain.timetable import clash

LIMIT = 18
"""Credits that a student may carry in a term."""


def places(campus, student):
    """The sections in which the student has a place."""
    own = {enrolment.section for enrolment in campus.enrolments if enrolment.student == student.number}
    return [section for section in campus.sections if section.id in own]


def takeable(campus, record, held):
    """The sections against which only credits can stand; `held` may grow while they are tried in turn."""
    places = Counter(enrolment.section for enrolment in campus.enrolments)
    courses = {course.code: course for course in campus.courses}
    for section in campus.sections:
        taken_now = {one.course for one in held}
        new, course = section.course not in taken_now, courses[section.course]
        ready = unmet(course.prerequisites, record) is None
        ready = ready and course.corequisites <= record.completed | taken_now
        hours = [meeting for one in held for meeting in one.meetings]
        if new and ready and places[section.id] < section.capacity and not clash(section.meetings, hours):
            yield section


def send(client, page, action, **fields):
    """Send the page's form as a browser would, its token included."""
    form = page.form(action, **fields)
    assert form is not None, f"{page.path} has no form for {action} with {fields}."
    assert form.method == "post", f"The form for {action} changes something, so it must use POST."
    return client.post(form.action, data=form.fields)


def after(client, response):
    """The page that a successful form leads to."""
    assert response.status_code == 303, f"The form answered {response.status_code}; expected 303, see other."
    path = response.headers["Location"]
    return Page(client.get(path).text, path)
