"""/desk/: ask the rules, enrol, answer an offer, drop, all as a visitor does it."""

from __future__ import annotations

import pytest
from desk_steps import LIMIT, after, places, send, takeable
from html_page import Page, lacks

from university.domain.enrolment import Status
from university.domain.requirements import describe, unmet


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
