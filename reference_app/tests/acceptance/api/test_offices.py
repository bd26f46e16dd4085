"""Records, holds, grade sheets, applications and the audit log, each for whom it is."""

from __future__ import annotations

import pytest
from asking import Asking, problem

HERE = "students/S-1042"
SEEN = "00000000000000000000"


def test_a_student_reads_the_record_and_has_transcripts_of_it(student: Asking) -> None:
    record = student.get(f"{HERE}/record")
    results = [result for term in record["terms"] for result in term["results"]]
    assert results and isinstance(record["gpa"], str) and 0 <= float(record["gpa"]) <= 4
    before = student.get(f"{HERE}/transcripts")["items"]
    answer = student.post(f"{HERE}/transcripts")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["version"] == len(before) + 1
    assert (made["results"], made["gpa"]) == (results, record["gpa"])
    assert student.get(made["links"]["self"]) == made
    assert student.get(made["links"]["all"])["items"] == [*before, made]
    problem(student.send("GET", f"{HERE}/transcripts/{made['version'] + 1}"), 404)


def test_a_hold_stands_against_a_transcript_until_it_is_released(registrar: Asking, student: Asking) -> None:
    answer = registrar.post(f"{HERE}/holds", {"kind": "library", "reason": "An atlas is overdue."})
    assert answer.status_code == 201, answer.text
    hold = answer.json()
    assert hold["released_at"] is None
    assert hold["id"] in [one["id"] for one in student.get(f"{HERE}/holds")["items"]]
    refused = problem(student.post(f"{HERE}/transcripts"), 409, "transcript.blocked")
    assert "An atlas is overdue." in refused["detail"]
    problem(student.post(hold["links"]["release"]), 403, "access.forbidden")
    released = registrar.post(hold["links"]["release"])
    assert released.status_code == 200 and released.json()["released_at"]
    assert registrar.post(hold["links"]["release"]).json() == released.json()
    assert student.post(f"{HERE}/transcripts").status_code == 201


@pytest.mark.parametrize("reason", ["", " ", "x" * 501, "\x1b", None, 7])
def test_a_hold_needs_an_office_and_a_reason(registrar: Asking, reason: object) -> None:
    before = registrar.get(f"{HERE}/holds")
    for body in (
        {"kind": "library", "reason": reason},
        {"kind": "library"},
        {"kind": "other", "reason": "x"},
    ):
        problem(registrar.post(f"{HERE}/holds", body), 422)
    assert registrar.get(f"{HERE}/holds") == before


def test_a_grade_sheet_is_changed_only_as_it_was_seen(registrar: Asking, term: str) -> None:
    section = registrar.get("sections", term=term, limit=1)["items"][0]["id"]
    path = f"sections/{section}/grade-sheet"
    answer = registrar.send("GET", path)
    sheet, tag = answer.json(), answer.headers["ETag"]
    assert tag.startswith(f'"{sheet["version"]}-')
    assert [row["student"] for row in sheet["rows"]] == [
        row["student"] for row in registrar.get(f"sections/{section}/roster")["items"]
    ]
    step, steps = {"step": "post"}, sheet["links"]["steps"]
    problem(registrar.post(steps, step), 428)
    for other in (f'"{sheet["version"] + 1}-{SEEN}"', "*", '"x"', "W/" + tag, ""):
        problem(registrar.post(steps, step, **{"If-Match": other}), 412)
    problem(registrar.post(steps, step, **{"If-Match": tag}), 409, "grading.refused")
    problem(registrar.send("PATCH", path, json={"grades": {"S-1": "A"}}, headers={"If-Match": tag}), 403)
    assert registrar.send("GET", path).headers["ETag"] == tag


def test_a_professor_has_the_sections_they_teach(professor: Asking, anybody: Asking, term: str) -> None:
    mine = professor.all(professor.get("me")["links"]["sections"], limit=100)
    assert mine
    roster = professor.get(f"sections/{mine[0]['id']}/roster")["items"]
    if roster:
        assert professor.get(f"students/{roster[0]['student']}")["name"] == roster[0]["name"]
    number = mine[0]["instructor"]["number"]
    other = next(
        one for one in anybody.all("sections", term=term, limit=100) if one["instructor"]["number"] != number
    )
    for part in ("roster", "waitlist", "grade-sheet", "grade-changes"):
        problem(professor.send("GET", f"sections/{other['id']}/{part}"), 404)
    path = f"sections/{mine[0]['id']}/grade-sheet"
    tag = professor.send("GET", path).headers["ETag"]
    for grades in ({}, {"S-1": 4}, [["S-1", "A"]], {"S-1": "AAA"}, None):
        problem(professor.send("PATCH", path, json={"grades": grades}, headers={"If-Match": tag}), 422)


def test_an_application_goes_from_draft_to_decision(applicant: Asking, registrar: Asking) -> None:
    answer = applicant.post("applications", {"department": "BIO"})
    assert answer.status_code == 201, answer.text
    here = answer.json()["links"]["self"]
    steps = answer.json()["links"]["steps"]
    written = applicant.send("PATCH", here, json={"statement": "The tides made me curious."})
    assert written.json()["stage"] == "draft"
    draft = written.headers["ETag"]
    problem(applicant.post(steps, {"step": "submit"}), 428)
    submitted = applicant.post(steps, {"step": "submit"}, **{"If-Match": draft})
    assert (submitted.status_code, submitted.json()["stage"]) == (200, "submitted")
    problem(applicant.post(steps, {"step": "withdraw"}, **{"If-Match": draft}), 412, "changed.meanwhile")
    problem(applicant.send("PATCH", here, json={"statement": "Later."}), 409, "admission.refused")
    seen = submitted.headers["ETag"]
    problem(applicant.post(steps, {"step": "review"}, **{"If-Match": seen}), 403)
    seen = registrar.post(steps, {"step": "review"}, **{"If-Match": seen}).headers["ETag"]
    problem(registrar.post(steps, {"step": "reject"}, **{"If-Match": seen}), 409)
    decided = registrar.post(steps, {"step": "reject", "note": "Too late."}, **{"If-Match": seen})
    assert [one["step"] for one in decided.json()["history"]] == ["submit", "review", "reject"]
    assert applicant.get(here)["history"][-1]["note"] == "Too late."
    ids = [one["id"] for one in registrar.all("applications", stage="rejected", limit=2)]
    assert answer.json()["id"] in ids and len(set(ids)) == len(ids)


def test_applications_are_for_applicants_and_reviewers(student: Asking, applicant: Asking) -> None:
    problem(student.send("GET", "applications"), 403)
    problem(student.post("applications", {"department": "BIO"}), 403)
    problem(applicant.post("applications", {"department": "ZZZ"}), 404)
    problem(applicant.send("GET", "applications/none"), 404)
    problem(applicant.send("GET", "applications", params={"stage": "open"}), 422)


def test_the_log_is_the_administrators(admin: Asking, registrar: Asking, student: Asking) -> None:
    parts = admin.pages("events", limit=2)
    positions = [event["position"] for _, items in zip(range(3), parts, strict=False) for event in items]
    assert positions == sorted(set(positions))
    for asking in (registrar, student):
        problem(asking.send("GET", "events"), 403, "access.forbidden")
