"""The interface v1 where time, faults and others matter: offers, grades, proxies, and broken parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
from api_v1_caller import Caller
from flask import Flask
from small_campus import ADMIN, ANA, PETROSYAN, REGISTRAR, TERM, MakeUniversity, place, small_campus

from university.adapters.clock import FixedClock
from university.application.enrolment import EnrolmentDesk
from university.application.errors import StoreBusy, StoreUnavailable
from university.bootstrap import Container, build
from university.domain.enrolment import Status
from university.domain.identity import User
from university.entrypoints.api_v1.operations import describe
from university.settings import MEMORY_URL, Settings

Call = Callable[[User], Caller]
PREFIX = "/user/ana/university"


@pytest.fixture
def store_url() -> str:
    """What doors do is the same on every store; the stores have their own tests."""
    return MEMORY_URL


@pytest.fixture
def university(make_university: MakeUniversity) -> Container:
    return make_university(
        small_campus(place("S-1", "BIO-201-A"), place("S-2", "BIO-201-A", Status.WAITLISTED))
    )


@pytest.fixture
def call(university: Container) -> Call:
    return lambda user: Caller(university, user)


def test_an_offer_is_accepted_and_another_declined(university: Container, call: Call) -> None:
    ana, registrar = call(ANA), call(REGISTRAR)
    assert ana("DELETE", "students/S-1/enrolments/BIO-201-A").status_code == 204
    path = "students/S-2/enrolments/BIO-201-A"
    offered = registrar("GET", path).json
    assert offered is not None and (offered["status"], offered["position"]) == ("offered", None)
    assert offered["expires"].endswith("Z")
    answer = registrar("PATCH", path, {"status": "enrolled"})
    assert (answer.status_code, answer.json["status"], answer.json["expires"]) == (200, "enrolled", None)
    assert registrar("PATCH", path, {"status": "enrolled"}).json["refusals"][0]["code"] == "offer.none"


def test_withdrawing_leaves_a_place_with_a_w(call: Call, clock: FixedClock) -> None:
    clock.instant = TERM.instant(TERM.withdraw.opens)
    answer = call(ANA)("PATCH", "students/S-1/enrolments/BIO-201-A", {"status": "withdrawn"})
    assert (answer.status_code, answer.json["status"]) == (200, "withdrawn")


def test_grades_go_from_the_professor_to_the_record(call: Call, clock: FixedClock) -> None:
    clock.instant = TERM.instant(TERM.grading.opens)
    professor, registrar = call(PETROSYAN), call(REGISTRAR)
    path = "sections/BIO-201-A/grade-sheet"
    first = professor("GET", path).headers["ETag"]
    entered = professor("PATCH", path, {"grades": {"S-1": "B"}}, If_Match=first)
    assert entered.status_code == 200 and entered.json["rows"][0]["grade"] == "B"
    assert professor("PATCH", path, {"grades": {"S-1": "A"}}, If_Match=first).status_code == 412
    wrong = professor("PATCH", path, {"grades": {"S-1": "A", "S-9": "A"}}, If_Match=entered.headers["ETag"])
    assert wrong.json["code"] == "grading.refused"
    assert professor("GET", path).json["rows"][0]["grade"] == "B", "All of them are put down, or none."
    unknown = professor("PATCH", path, {"grades": {"S-1": "Z"}}, If_Match=entered.headers["ETag"])
    assert (unknown.status_code, unknown.json["code"]) == (422, "value.invalid")
    tag = professor("POST", f"{path}/steps", {"step": "submit"}, If_Match=entered.headers["ETag"]).headers[
        "ETag"
    ]
    assert professor("POST", f"{path}/steps", {"step": "post"}, If_Match=tag).status_code == 403
    assert registrar("POST", f"{path}/steps", {"step": "post"}, If_Match=tag).json["state"] == "posted"

    change = {"student": "S-1", "old": "B", "new": "B+", "reason": "A page was overlooked."}
    made = registrar("POST", "sections/BIO-201-A/grade-changes", change)
    assert (made.status_code, made.json["new"]) == (201, "B+")
    assert registrar("POST", "sections/BIO-201-A/grade-changes", change).status_code == 409
    assert [one["old"] for one in professor("GET", "sections/BIO-201-A/grade-changes").json["items"]] == ["B"]
    results = call(ANA)("GET", "students/S-1/record").json["terms"][-1]["results"]
    assert [(one["course"], one["grade"]) for one in results] == [("BIO-201", "B+")]


def test_the_log_is_read_from_where_one_stopped(call: Call) -> None:
    registrar, admin = call(REGISTRAR), call(ADMIN)
    for _ in range(3):
        registrar("POST", "students/S-1/transcripts")
    first = admin("GET", "events?limit=2").json
    rest = admin("GET", first["links"]["next"]).json
    assert [event["position"] for event in (*first["items"], *rest["items"])] == [1, 2, 3]
    assert rest["next"] is None


@pytest.mark.parametrize(("error", "retry"), [(StoreBusy(), "1"), (StoreUnavailable(), "5")])
def test_what_fails_for_the_moment_may_be_tried_again_under_its_key(
    university: Container, call: Call, monkeypatch: pytest.MonkeyPatch, error: Exception, retry: str
) -> None:
    ana, path, body = call(ANA), "students/S-1/enrolments", {"section": "ART-101-A"}

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(EnrolmentDesk, "enrol", fail)
        answer = ana("POST", path, body, Idempotency_Key="one")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, retry)
    again = ana("POST", path, body, Idempotency_Key="one")
    assert again.json["refusals"][0]["code"] == "time.conflict", "It was carried out now, and refused."


def test_a_fault_of_ours_tells_nothing(
    university: Container, call: Call, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OSError("secret path /etc/university")

    ana = call(ANA)
    monkeypatch.setattr(EnrolmentDesk, "timetable", fail)
    answer = ana("GET", "students/S-1/enrolments")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert answer.json["code"] == "http.500" and "secret" not in answer.text
    assert "secret path" in caplog.text


def test_links_and_locations_keep_the_prefix_of_a_proxy() -> None:
    client = build(Settings(database_url=MEMORY_URL, trusted_proxies=1)).get(Flask).test_client()
    forwarded = {"X-Forwarded-Prefix": PREFIX, "X-Forwarded-Host": "uni.example.org"}
    course = client.get("/api/v1/courses/BIO-201", headers=forwarded).json
    assert all(link.startswith(f"{PREFIX}/api/v1/") for link in course["links"].values())
    servers = client.get("/api/v1/openapi.json", headers=forwarded).json["servers"]
    assert servers == [{"url": f"{PREFIX}/api/v1"}]
    auth = ("applicant@aldermoor.example", "aldermoor-demo")
    made = client.post("/api/v1/tokens", headers=forwarded, auth=auth)
    location = urljoin(f"https://uni.example.org{PREFIX}/api/v1/tokens", made.headers["Location"])
    assert location == f"https://uni.example.org{made.json['links']['self']}"
    direct = build(Settings(database_url=MEMORY_URL)).get(Flask).test_client()
    assert PREFIX not in direct.get("/api/v1/courses/BIO-201", headers=forwarded).text


def test_only_the_apps_own_names_are_answered_to() -> None:
    client = build(Settings(database_url=MEMORY_URL)).get(Flask).test_client()
    answer = client.get("/api/v1/courses", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")


def test_the_site_beside_it_stays_as_it_is(university: Container) -> None:
    client = university.get(Flask).test_client()
    for path in ("/courses/", "/api/v1x", "/api", "/nothing"):
        assert client.get(path).mimetype == "text/html"
    assert client.get("/api/v1", follow_redirects=True).json["links"]["self"] == "/api/v1/"


def test_keys_and_tokens_of_a_user_are_no_hidden_way(
    university: Container, call: Call, clock: FixedClock
) -> None:
    ana = call(ANA)
    clock.instant += timedelta(days=31)
    assert ana("GET", "me").json["code"] == "token.refused"


def test_a_function_that_asks_for_what_no_request_has_is_an_error() -> None:
    def wrong(weather: str) -> None:
        """Wrong."""

    with pytest.raises(TypeError, match="weather"):
        describe("GET", "/courses", wrong, status=200, keyed=False, refusals=())


def test_the_description_is_whole() -> None:
    document: Any = (
        build(Settings(database_url=MEMORY_URL)).get(Flask).test_client().get("/api/v1/openapi.json").json
    )
    ids = [one["operationId"] for path in document["paths"].values() for one in path.values()]
    assert len(ids) == len(set(ids)) > 30
    schemas = document["components"]["schemas"]
    text = str(document)
    for name in {part.split("'")[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in schemas
    for path, operations in document["paths"].items():
        for one in operations.values():
            names = {parameter["name"] for parameter in one["parameters"] if parameter["in"] == "path"}
            assert names == {part[1:-1] for part in path.split("/") if part.startswith("{")}


def test_the_description_is_a_page_for_people_too() -> None:
    client = build(Settings(database_url=MEMORY_URL)).get(Flask).test_client()
    answer = client.get("/api/v1/docs", environ_overrides={"SCRIPT_NAME": PREFIX})
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert f'href="{PREFIX}/api/v1/openapi.json"' in answer.text
    assert "style-src 'sha256-" in answer.headers["Content-Security-Policy"]
    anchors = {part.split('"')[0] for part in answer.text.split('href="#')[1:]}
    assert anchors and all(f'id="{anchor}"' in answer.text for anchor in anchors)
    for forbidden in ("<script", "http://", "https://", " style="):
        assert forbidden not in answer.text
