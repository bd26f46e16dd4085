"""/desk/: students are found and shown, and what is no proper request is refused, whatever the rules say."""

from __future__ import annotations

import pytest


def test_the_desk_says_that_nobody_signs_in(visit):
    assert "Demo desk: nobody signs in here" in visit("/desk/").text


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
    for student in campus.students[::25]:
        assert client.get(f"/desk/{student.number}").status_code == 200


def test_the_page_counts_the_courses_behind_a_student(visit, campus, record_of):
    for student in campus.students[:5]:
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
