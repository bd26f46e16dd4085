"""/desk/: choose a student, ask the rules, enrol, answer an offer, drop, all as a visitor does it."""

from __future__ import annotations

from collections import Counter

import pytest
from html_page import Page, lacks

from university.domain.enrolment import Status
from university.domain.requirements import describe, unmet
from university.domain.timetable import clash

LIMIT = 18
"""Credits that a student may carry in a term."""


@pytest.fixture
def open_student(campus):
    """A student with room for more courses, nothing waited for, and no hold."""
    credits = {course.code: course.credits for course in campus.courses}
    sections = {section.id: section for section in campus.sections}
    carried, busy = {}, {hold.student for hold in campus.holds}
    for enrolment in campus.enrolments:
        if enrolment.status is Status.WAITLISTED:
            busy.add(enrolment.student)
        load = credits[sections[enrolment.section].course]
        carried[enrolment.student] = carried.get(enrolment.student, 0) + load
    free = (s for s in campus.students if s.number not in busy and 0 < carried.get(s.number, 0) <= 12)
    return next(free)


@pytest.fixture
def wish(campus, open_student, record_of):
    """A section with a free seat that the rules allow the student, by the facts of the campus."""
    credits = {course.code: course.credits for course in campus.courses}
    held = places(campus, open_student)
    room = LIMIT - sum(credits[section.course] for section in held)
    return next(
        section
        for section in takeable(campus, record_of(open_student), held)
        if credits[section.course] <= room and section.course not in record_of(open_student).completed
    )


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


def test_the_desk_says_that_there_is_no_sign_in(visit):
    assert "no sign-in until chapter 3" in visit("/desk/").text


def test_students_are_found_by_name_and_number(visit, campus):
    student = campus.students[len(campus.students) // 2]
    for text in (student.name, student.name.upper(), student.number, student.number.lower()):
        page = visit("/desk/", q=text)
        assert page.link(f"/desk/{student.number}"), f"/desk/?q={text} does not find {student.number}."


def test_a_student_sees_the_own_places(visit, campus, open_student):
    page = visit(f"/desk/{open_student.number}")
    own = [e.section for e in campus.enrolments if e.student == open_student.number]
    assert open_student.name in page.text
    for section in own:
        assert section in page.text, f"/desk/{open_student.number} does not show {section}."


def test_every_timetable_can_be_drawn(client, campus):
    for student in campus.students[::10]:
        assert client.get(f"/desk/{student.number}").status_code == 200


def test_asking_changes_nothing(visit, open_student, wish):
    before = visit(f"/desk/{open_student.number}").text
    asked = visit(f"/desk/{open_student.number}", course=wish.course, ask=wish.id)
    assert "yes, there is a seat" in asked.text, (
        f"The desk refuses {open_student.number} the section {wish.id}, against which no rule stands."
    )
    assert visit(f"/desk/{open_student.number}").text == before, "“Ask the rules” must only answer."


def test_enrol_then_duplicate_then_drop(client, visit, open_student, wish):
    desk = f"/desk/{open_student.number}"
    page = visit(desk, course=wish.course)
    done = after(client, send(client, page, "/enrol", section=wish.id))
    assert f"Enrolled in {wish.id}" in done.text
    assert done.form("/drop", section=wish.id), f"After enrolling, {wish.id} must be among the places."
    assert lacks(visit(desk).text, "Enrolled in"), "The message is shown once."

    again = send(client, visit(desk, course=wish.course), "/enrol", section=wish.id)
    assert again.status_code == 409, f"Enrolling twice answered {again.status_code}; a refusal is 409."
    assert "enrolment.duplicate" in again.text

    gone = after(client, send(client, visit(desk), "/drop", section=wish.id))
    assert f"Dropped {wish.id}" in gone.text
    assert gone.form("/drop", section=wish.id) is None, f"After dropping, {wish.id} must be gone."


def test_refusals_are_listed_with_code_and_message(client, visit, campus, open_student, record_of):
    record = record_of(open_student)
    blocked = next(
        (section, missing)
        for section in campus.sections
        for course in campus.courses
        if course.code == section.course and (missing := unmet(course.prerequisites, record))
    )
    section, missing = blocked
    asked = visit(f"/desk/{open_student.number}", course=section.course, ask=section.id)
    response = send(
        client, visit(f"/desk/{open_student.number}", course=section.course), "/enrol", section=section.id
    )
    assert response.status_code == 409, f"A refused enrolment answered {response.status_code}; expected 409."
    for text in (asked.text, Page(response.text, "/desk/").text):
        assert "prerequisites.missing" in text
        assert f"requires {describe(missing)} first" in text


def test_a_full_load_admits_nothing_more(client, visit, campus, open_student, record_of):
    """Enrol in whatever the desk allows, until the term's limit of 18 credits stops it."""
    desk = f"/desk/{open_student.number}"
    held = places(campus, open_student)
    for section in takeable(campus, record_of(open_student), held):
        asked = visit(desk, course=section.course, ask=section.id)
        if "credits.exceeded" in asked.text:
            break
        if "yes, there is a seat" in asked.text:
            send(client, asked, "/enrol", section=section.id)
            held.append(section)
    else:
        raise AssertionError("The desk never refused with credits.exceeded, whatever was already carried.")
    page = visit(desk)
    credits = {course.code: course.credits for course in campus.courses}
    total = sum(
        credits[section.course] for section in campus.sections if page.form("/drop", section=section.id)
    )
    assert total <= LIMIT, f"The desk let a student carry {total} credits; the limit is {LIMIT}."


@pytest.fixture
def offered(client, visit, campus):
    """A section whose seat was given back, and who was offered it."""
    held, waiting = {}, {}
    for enrolment in campus.enrolments:
        group = held if enrolment.status is Status.ENROLLED else waiting
        group.setdefault(enrolment.section, []).append(enrolment)
    needed = {code for course in campus.courses for code in course.corequisites}
    section = next(s for s in campus.sections if waiting.get(s.id) and s.course not in needed)
    leaver = held[section.id][0].student
    left = after(client, send(client, visit(f"/desk/{leaver}"), "/drop", section=section.id))
    numbers = [enrolment.student for enrolment in waiting[section.id]]
    got = [number for number in numbers if f"The seat is offered to {number}" in left.text]
    assert got, f"{section.id} has a waitlist, so a free seat must be offered to one of {', '.join(numbers)}."
    return section, got[0]


def test_a_free_seat_is_offered_to_the_waitlist_and_accepted(client, visit, offered):
    section, number = offered
    page = visit(f"/desk/{number}")
    assert "Offered until" in page.text, "The student must see how long the offer stands."
    assert page.form("/drop", section=section.id) is None, "An offer is accepted or declined."
    done = after(client, send(client, page, "/accept", section=section.id))
    assert f"Enrolled in {section.id}" in done.text
    assert done.form("/drop", section=section.id), f"After accepting, {section.id} must be among the places."
    assert send(client, page, "/accept", section=section.id).status_code == 409, "An offer is accepted once."


def test_an_offer_that_is_declined_is_gone(client, visit, offered):
    section, number = offered
    gone = after(client, send(client, visit(f"/desk/{number}"), "/decline", section=section.id))
    assert f"Declined {section.id}" in gone.text
    assert section.id not in {form.fields.get("section") for form in gone.forms}


def test_the_page_counts_the_courses_behind_a_student(visit, campus, record_of):
    for student in campus.students[:9]:
        done = len(record_of(student).completed)
        shown = f"{done} course{'' if done == 1 else 's'} completed"
        assert shown in visit(f"/desk/{student.number}").text, f"{student.number} completed {done}."


@pytest.mark.parametrize("action", ["enrol", "drop"])
def test_a_form_without_its_token_changes_nothing(client, visit, open_student, wish, action):
    desk = f"/desk/{open_student.number}"
    before = visit(desk).text
    for token in (None, "", "forged"):
        fields = {"section": wish.id} | ({} if token is None else {"csrf_token": token})
        response = client.post(f"{desk}/{action}", data=fields)
        assert response.status_code == 400, f"Token {token!r} answered {response.status_code}."
        assert "expired" in response.text
    assert visit(desk).text == before


@pytest.mark.parametrize("path", ["/desk/S-0", "/desk/NOBODY", "/desk/%FF", "/desk/" + "9" * 3000])
def test_an_unknown_student_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("action", ["enrol", "drop"])
def test_an_unknown_section_is_not_found(client, visit, open_student, wish, action):
    form = visit(f"/desk/{open_student.number}", course=wish.course).form("/enrol")
    for section in ("", "ZZZ-999-A", "\x00", "x" * 5000, "🌿", "'; DROP TABLE sections; --"):
        data = form.fields | {"section": section, "course": ""}
        response = client.post(f"/desk/{open_student.number}/{action}", data=data)
        assert response.status_code == 404, f"Section {section[:12]!r}: {response.status_code}."


def test_a_lower_case_number_moves_to_the_students_page(client, open_student):
    response = client.get(f"/desk/{open_student.number.lower()}")
    assert response.status_code == 308
    assert response.headers["Location"].endswith(f"/desk/{open_student.number}")
