"""A student's own pages: the week, enrolling, leaving with a confirmation, the record and its transcripts."""

from __future__ import annotations

import pytest
from records_campus import ANA, BIOLOGIST, ELIF, KOFI, REGISTRAR

SEA = "BIO-201-S"


def test_the_week_and_the_places_are_my_own(visitor) -> None:
    page = visitor(ELIF).get("/timetable")
    assert "My timetable" in page and "Spring 2027" in page
    assert SEA in page and "enrolled" in page and "Leave…" in page
    assert "Elif" in page and "Ana" not in page


def test_leaving_is_confirmed_first(visitor) -> None:
    elif_, ana = visitor(ELIF), visitor(ANA)
    asked = elif_.get(f"/timetable/leave/{SEA}")
    assert f"Drop {SEA}?" in asked and "Keep it" in asked and 'action="/timetable/drop"' in asked
    assert SEA in elif_.get("/timetable"), "The question changes nothing."
    left = elif_.then("/timetable/drop", section=SEA)
    assert f"Dropped {SEA}." in left and "No place yet." in left
    assert "S-1" not in left, "Who is offered the seat is not for other students."
    assert "Offered until" in ana.get("/timetable")
    assert f"Decline the seat in {SEA}?" in ana.get(f"/timetable/leave/{SEA}")
    assert f"Enrolled in {SEA}." in ana.then("/timetable/accept", section=SEA)


def test_who_waits_is_told_what_leaving_costs(visitor) -> None:
    ana = visitor(ANA)
    assert "lose your place in the line" in ana.get(f"/timetable/leave/{SEA}")
    ana.get("/timetable/leave/BIO-101-F", status=404)
    ana.get("/timetable/leave/NOTHING", status=404)


def test_enrolling_from_the_courses_page(visitor) -> None:
    elif_ = visitor(ELIF)
    elif_.post("/timetable/drop", section=SEA)
    course = elif_.get("/courses/BIO-201")
    assert 'action="/timetable/enrol"' in course and "Enrol<" in course
    page = elif_.then("/timetable/enrol", section=SEA, course="BIO-201")
    assert f"Enrolled in {SEA}." in page


def test_a_refusal_says_why_and_keeps_the_page(visitor) -> None:
    elif_ = visitor(ELIF)
    refused = elif_.post("/timetable/enrol", 409, section=SEA, course="BIO-201").text
    assert "enrolment.duplicate" in refused and "My timetable" in refused
    asked = elif_.get(f"/timetable?course=BIO-201&ask={SEA}")
    assert "The rules would refuse" in asked


def test_the_number_is_never_the_visitors_choice(visitor) -> None:
    ana = visitor(ANA)
    ana.post("/timetable/drop", section=SEA, number="S-2")
    assert SEA in visitor(ELIF).get("/timetable")
    assert "Elif" not in ana.get("/timetable?number=S-2")


@pytest.mark.parametrize("user", [KOFI, BIOLOGIST, REGISTRAR], ids=lambda user: min(user.roles))
def test_who_is_no_student_has_no_timetable(visitor, user) -> None:
    somebody = visitor(user)
    assert "for students" in somebody.get("/timetable", status=403)
    somebody.post("/timetable/enrol", 403, section=SEA)
    assert 'action="/timetable/enrol"' not in somebody.get("/courses/BIO-201")


def test_the_record_shows_grades_average_and_what_runs(visitor) -> None:
    ana = visitor(ANA)
    assert ana.client.get("/record/").headers["Location"] == "/record/S-1"
    page = ana.get("/record/S-1")
    for text in ("3.70", "A-", "Spring 2026", "ART-101", "BIO-101", "None was issued yet"):
        assert text in page


def test_the_record_of_another_student_is_not_there(visitor) -> None:
    ana = visitor(ANA)
    for path in ("/record/S-2", "/record/S-2/transcripts/1", "/record/NOBODY", "/record/%00"):
        assert "Elif" not in ana.get(path, status=404)
    ana.post("/record/S-2/transcripts", 404)
    visitor(BIOLOGIST).get("/record/S-1", status=403)


def test_a_transcript_stays_as_it_was_issued(visitor) -> None:
    ana = visitor(ANA)
    page = ana.then("/record/S-1/transcripts")
    assert "Academic transcript" in page and "no. 1" in page and "3.70" in page
    assert "no. 2" in ana.then("/record/S-1/transcripts")
    ana.get("/record/S-1/transcripts/3", status=404)
    visitor(ELIF).get("/record/S-1/transcripts/1", status=404)


def test_a_hold_stands_against_a_transcript_until_it_is_released(visitor) -> None:
    registrar, ana = visitor(REGISTRAR), visitor(ANA)
    page = registrar.then("/record/S-1/holds", kind="library", reason="Three <atlases> are overdue.")
    assert "Three <atlases> are overdue." in page, "the visitor's text unescapes what the page escapes"
    assert "&lt;atlases&gt;" in registrar.client.get("/record/S-1").text
    refused = ana.post("/record/S-1/transcripts", 409).text
    assert "hold stands against" in refused and "Release" not in refused
    ana.post("/record/S-1/holds", 403, kind="library", reason="For fun.")
    release = page.partition("/record/S-1/holds/")[2].partition('"')[0]
    ana.post(f"/record/S-1/holds/{release}", 403)
    registrar.post(f"/record/S-1/holds/{release}")
    ana.post("/record/S-1/transcripts", 303)
    registrar.post("/record/S-1/holds", 400, kind="mood", reason="None.")
    registrar.post("/record/S-1/holds", 400, kind="library", reason=" ")
