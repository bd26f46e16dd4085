"""Who asks: tokens for an address and its password."""

from __future__ import annotations

import pytest
from asking import PASSWORD, Asking, Client, problem

PRIVATE = ["me", "tokens", "students", "students/S-1042/enrolments", "applications", "events",
           "sections/BIO-201-A/roster"]  # fmt: skip


@pytest.mark.parametrize("path", PRIVATE)
@pytest.mark.parametrize("shown", [None, "", "Bearer", "Bearer uni_made_up", "Basic eDp5", "nonsense"])
def test_without_a_good_token_nobody_is_known(http: Client, path: str, shown: str | None) -> None:
    answer = http.get(path, headers={} if shown is None else {"Authorization": shown})
    problem(answer, 401)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_is_issued_used_listed_and_revoked(http: Client) -> None:
    answer = http.post(
        "tokens", auth=("applicant@aldermoor.example", PASSWORD), json={"label": "try", "days": 1}
    )
    assert answer.status_code == 201, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    made = answer.json()
    me = Asking(http, made["token"])
    assert me.get("me")["email"] == "applicant@aldermoor.example"
    listed = me.send("GET", "tokens")
    assert made["id"] in [token["id"] for token in listed.json()["items"]]
    assert made["token"] not in listed.text, "A secret is shown once."
    assert me.send("DELETE", f"tokens/{made['id']}").status_code == 204
    problem(me.send("GET", "me"), 401, "token.refused")


def test_nobody_revokes_anothers_token(http: Client, registrar: Asking, student: Asking) -> None:
    id = student.get("tokens")["items"][0]["id"]
    problem(registrar.send("DELETE", f"tokens/{id}"), 404)
    assert student.get("me")["student"] == "S-1042"


@pytest.mark.parametrize(
    ("email", "password"),
    [("admin@aldermoor.example", "a wrong password"), ("nobody@aldermoor.example", PASSWORD)],
)
def test_a_wrong_password_and_an_unknown_address_look_alike(http: Client, email: str, password: str) -> None:
    answer = http.post("tokens", auth=(email, password))
    assert (
        problem(answer, 401, "sign_in.refused")["detail"]
        == "That address and password do not belong together."
    )


@pytest.mark.parametrize(
    "shown", [None, "Basic", "Basic !!!", "Basic /w==", "Basic " + "QTpC" * 1500, "Bearer x"]
)
def test_a_token_needs_address_and_password(http: Client, shown: str | None) -> None:
    answer = http.post("tokens", headers={} if shown is None else {"Authorization": shown})
    problem(answer, 401)


@pytest.mark.parametrize(
    "body", [{"days": 0}, {"days": 91}, {"days": "7"}, {"label": "x" * 101}, {"nonsense": 1}]
)
def test_a_token_is_asked_for_sensibly(http: Client, body: object) -> None:
    problem(http.post("tokens", auth=("applicant@aldermoor.example", PASSWORD), json=body), 422)


def test_everybody_is_who_they_are(student: Asking, registrar: Asking) -> None:
    me = student.get("me")
    assert (me["roles"], me["student"], me["professor"]) == (["student"], "S-1042", None)
    assert student.get(me["links"]["student"])["number"] == "S-1042"
    assert registrar.get("me")["roles"] == ["registrar"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "tokens"),
        ("POST", "students/S-1042/enrolments"),
        ("PATCH", "students/S-1042/enrolments/BIO-201-A"),
        ("POST", "applications"),
        ("PATCH", "sections/BIO-201-A/grade-sheet"),
        ("POST", "sections/BIO-201-A/grade-sheet/steps"),
    ],
)
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"\xff", "application/json"),
        (b'{"nonsense": 1}', "application/json"),
        (b"<x/>", "text/xml"),
        (b" " * 70_000, "application/json"),
    ],
    ids=["broken", "not UTF-8", "unknown", "not JSON", "too large"],
)
def test_a_stranger_is_told_nothing_of_a_body(
    http: Client, method: str, path: str, body: bytes, kind: str
) -> None:
    # A server may close the connection over a body that it does not read, so each stranger has their own.
    with Client(base_url=http.base_url, timeout=30) as stranger:
        headers = {"Content-Type": kind}
        problem(stranger.request(method, f"{path}?nonsense=1", content=body, headers=headers), 401)


def test_what_a_request_lacks_is_told_before_what_its_body_has_wrong(student: Asking) -> None:
    """First the key, then the address, then what was seen, and then the body."""
    wrong = {"content": b"{", "headers": {"Content-Type": "text/xml"}}
    answer = student.send("POST", "students/S-1042/enrolments?nonsense=1", **wrong)
    assert "Idempotency-Key" in problem(answer, 400)["detail"]
    problem(student.send("POST", "sections/BIO-201-A/grade-sheet/steps?nonsense=1", **wrong), 422)
    problem(student.send("POST", "sections/BIO-201-A/grade-sheet/steps", **wrong), 428)
