"""From the catalogue to a place: enrol once, whatever the network does, wait in line, and leave again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from asking import Asking, problem

MINE = "students/S-1042/enrolments"


@pytest.fixture
def place(student: Asking, wanted: str) -> Iterator[str]:
    """A seat of S-1042, given back at the end; its section."""
    assert student.post(MINE, {"section": wanted}).status_code == 201
    yield wanted
    student.send("DELETE", f"{MINE}/{wanted}")


def seats(asking: Asking, section: str) -> int:
    return int(asking.get(f"sections/{section}")["seats_taken"])


def test_a_student_finds_a_course_enrols_and_sees_it_in_the_timetable(
    anybody: Asking, student: Asking, wanted: str
) -> None:
    title = anybody.get(anybody.get(f"sections/{wanted}")["links"]["course"])["title"]
    course = next(one for one in anybody.all("courses", q=title) if one["title"] == title)
    assert wanted in [one["id"] for one in anybody.all(course["links"]["sections"])]
    before, taken = student.get(MINE), seats(anybody, wanted)

    answer = student.post(student.get("me")["links"]["enrolments"], {"section": wanted})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["student"], made["section"], made["status"]) == ("S-1042", wanted, "enrolled")
    assert answer.headers["Location"].endswith(f"students/S-1042/enrolments/{wanted}")
    assert student.get(made["links"]["self"])["since"] == made["since"]

    after = student.get(MINE)
    entry = next(one for one in after["items"] if one["enrolment"]["section"] == wanted)
    assert (entry["course"], entry["title"]) == (course["code"], course["title"])
    assert after["credits"] == before["credits"] + course["credits"]
    assert seats(anybody, wanted) == taken + 1

    assert student.send("DELETE", made["links"]["self"]).status_code == 204
    assert student.get(MINE)["items"] == before["items"]
    assert seats(anybody, wanted) == taken


def test_a_request_that_is_sent_again_is_carried_out_once(student: Asking, wanted: str) -> None:
    key, taken = str(uuid.uuid4()), seats(student, wanted)
    first, again = (student.post(MINE, {"section": wanted}, key) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert first.headers["Location"] == again.headers["Location"]
    assert [one.headers.get("Idempotency-Replayed") for one in (first, again)] == [None, "true"]
    assert seats(student, wanted) == taken + 1
    assert student.send("DELETE", f"{MINE}/{wanted}").status_code == 204
    assert student.post(MINE, {"section": wanted}, key).json() == first.json(), (
        "The answer of then, not of now."
    )
    assert seats(student, wanted) == taken


def test_a_refusal_is_an_answer_and_is_kept_as_well(student: Asking, place: str) -> None:
    key = str(uuid.uuid4())
    first, again = (student.post(MINE, {"section": place}, key) for _ in range(2))
    found = problem(first, 409, "enrolment.refused")
    assert "enrolment.duplicate" in [refusal["code"] for refusal in found["refusals"]]
    assert all(refusal["message"] for refusal in found["refusals"])
    assert problem(again, 409) == found


def test_a_key_belongs_to_one_request_and_one_user(student: Asking, registrar: Asking, wanted: str) -> None:
    key = str(uuid.uuid4())
    problem(student.post(MINE, {"section": "NONE-1"}, key), 404)
    problem(student.post(MINE, {"section": wanted}, key), 422, "idempotency.key_reused")
    problem(registrar.post(MINE, {"section": "NONE-1"}, key), 404)
    assert student.get(MINE) == registrar.get(MINE)


@pytest.mark.parametrize("key", ["", "x" * 65, "two words"])
def test_without_a_key_nothing_is_done(student: Asking, wanted: str, key: str) -> None:
    before = student.get(MINE)
    answer = student.send(
        "POST", MINE, json={"section": wanted}, headers={"Idempotency-Key": key} if key else {}
    )
    problem(answer, 400)
    assert student.get(MINE) == before


def test_what_would_be_decided_is_what_is_decided(student: Asking, place: str) -> None:
    found = student.get(f"students/S-1042/assessments/{place}")
    assert found["status"] is None
    told = problem(student.post(MINE, {"section": place}), 409)["refusals"]
    assert found["refusals"] == told


def test_who_comes_too_late_waits_in_line(registrar: Asking, term: str) -> None:
    for section in registrar.all("sections", term=term, limit=100):
        if section["seats_taken"] < section["capacity"] or section["waiting"] >= section["waitlist_capacity"]:
            continue
        for number in range(1001, 1041):
            student, id = f"S-{number}", section["id"]
            if registrar.get(f"students/{student}/assessments/{id}")["status"] == "waitlisted":
                return wait(registrar, student, id)
    pytest.fail("Nobody can join a waitlist: is this the demonstration campus of today?")


def wait(registrar: Asking, student: str, section: str) -> None:
    made = registrar.post(f"students/{student}/enrolments", {"section": section}).json()
    assert made["status"] == "waitlisted"
    line = registrar.get(f"sections/{section}/waitlist")["items"]
    assert (line[-1]["student"], line[-1]["position"]) == (student, len(line))
    assert registrar.get(made["links"]["self"])["position"] == len(line)
    problem(registrar.send("PATCH", made["links"]["self"], json={"status": "enrolled"}), 409)
    assert registrar.send("DELETE", made["links"]["self"]).status_code == 204
    assert len(registrar.get(f"sections/{section}/waitlist")["items"]) == len(line) - 1


def test_a_seat_is_no_offer_and_is_not_withdrawn_from_yet(student: Asking, place: str) -> None:
    for status in ("enrolled", "withdrawn"):
        problem(student.send("PATCH", f"{MINE}/{place}", json={"status": status}), 409)
    assert student.get(f"{MINE}/{place}")["status"] == "enrolled"


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 422),
        (b"{", "application/json", 400),
        (b"\xff\xfe{}", "application/json", 400),
        (b'{"section": "\xed\xa0\x80"}', "application/json", 400),
        (b'{"section": "BIO-201-A"}', "text/plain", 415),
        (b"section=BIO-201-A", "application/x-www-form-urlencoded", 415),
        (b'{"section": 7}', "application/json", 422),
        (b'{"section": ""}', "application/json", 422),
        (b'{"section": null}', "application/json", 422),
        (b'{"section": ["BIO-201-A"]}', "application/json", 422),
        (b'["BIO-201-A"]', "application/json", 422),
        (b'{"section": "BIO-201-A", "student": "S-1001"}', "application/json", 422),
        (b'{"section": "' + b"x" * 41 + b'"}', "application/json", 422),
        (b'{"section": "' + b"x" * 70_000 + b'"}', "application/json", 413),
        (b"[" * 30_000, "application/json", 400),
        (b'{"section": "\\u0000"}', "application/json", 404),
        (b'{"section": "BIO-201-A\'; DROP TABLE students;--"}', "application/json", 404),
    ],
)
def test_bad_bodies_are_refused_and_write_nothing(
    student: Asking, body: bytes, kind: str, status: int
) -> None:
    before = student.get(MINE)
    # A server may hang up on a body that it does not want to read: the next request needs its own connection.
    headers = {"Content-Type": kind, "Idempotency-Key": str(uuid.uuid4()), "Connection": "close"}
    problem(student.send("POST", MINE, content=body, headers=headers), status)
    assert student.get(MINE) == before


def test_nobody_sees_or_moves_anybody_else(student: Asking, wanted: str) -> None:
    assert [one["number"] for one in student.get("students")["items"]] == ["S-1042"]
    for path in ("", "/enrolments", "/record", "/transcripts", "/holds", f"/assessments/{wanted}"):
        problem(student.send("GET", f"students/S-1041{path}"), 404, "not_found")
    problem(student.post("students/S-1041/enrolments", {"section": wanted}), 404)
    problem(student.send("DELETE", f"students/S-1041/enrolments/{wanted}"), 404)


def test_a_place_that_is_not_there(student: Asking, wanted: str) -> None:
    for method, options in (("GET", {}), ("DELETE", {}), ("PATCH", {"json": {"status": "enrolled"}})):
        problem(student.send(method, f"{MINE}/{wanted}", **options), 404)
