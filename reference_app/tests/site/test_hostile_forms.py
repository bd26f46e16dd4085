"""Every form of the site against what no form sends: an answer in words, and nothing written."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pytest
from flask import Flask
from records_campus import ANA, BIOLOGIST, KOFI, REGISTRAR
from werkzeug.test import TestResponse

from university.adapters.memory.store import MemoryStore
from university.application.ports.credential_repository import Attempt
from university.bootstrap import Container
from university.domain.identity import User

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
FIELDS = (
    "section", "course", "email", "password", "next", "old", "new", "again", "kind", "reason", "version",
    "then", "grade-S-1", "grade-nobody", "student", "department", "statement", "step", "seen", "note", "name",
    "text",
)  # fmt: skip
HOSTILE = (
    "", "\x00", "x" * 6_000, "'; DROP TABLE users; --", "<script>alert(1)</script>", "{{ 7 * 7 }}", "9" * 400,
    "\u202egnp.exe",
)  # fmt: skip
ADDRESS = {"number": "S-1", "section": "BIO-101-F", "id": "nothing", "file": "nothing", "step": "post"}
NEEDS_NO_FIELD = {"sign_in.sign_out", "record.issue"}
PEOPLE = (None, ANA, BIOLOGIST, REGISTRAR, KOFI)


def forms(app: Flask) -> list[str]:
    """The address of everything that is posted to."""
    adapter = app.url_map.bind("localhost")
    return [
        adapter.build(rule.endpoint, {name: ADDRESS[name] for name in rule.arguments}, method="POST")
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.endpoint not in NEEDS_NO_FIELD
    ]


def kept(university: Container) -> dict[type, dict[Hashable, Any]]:
    """What is stored, without the attempts to sign in: those are meant to be counted."""
    tables = university.get(MemoryStore).tables
    return {kind: dict(rows) for kind, rows in tables.items() if rows and kind is not Attempt}


def is_refused(response: TestResponse) -> bool:
    """Whether the answer says no, in words of a page, or asks who is there."""
    if response.headers.get("Location", "").startswith("/sign-in"):
        return response.status_code == 303
    return response.status_code in {400, 401, 403, 404, 409, 413, 429} and "<h1" in response.text


@pytest.mark.parametrize("user", PEOPLE, ids=lambda user: min(user.roles) if user else "stranger")
def test_hostile_fields_break_nothing_and_are_not_kept(
    university: Container, app: Flask, visitor: Any, user: User | None
) -> None:
    somebody = visitor(user)
    token, before = somebody.token(), kept(university)
    assert len(forms(app)) >= 22
    for path in forms(app):
        for value in HOSTILE:
            response = somebody.client.post(path, data=dict.fromkeys(FIELDS, value) | {"csrf_token": token})
            where = f"{path} with {value[:30]!r}: {response.status_code}"
            assert is_refused(response), where
            assert "<script>alert" not in response.text and "Traceback" not in response.text, where
    assert kept(university) == before


BROKEN: dict[str, dict[str, Any]] = {
    "no token": {"data": {"section": "BIO-201-S"}},
    "a forged token": {"data": {"csrf_token": "forged", "section": "BIO-201-S"}},
    "not UTF-8": {"data": b"csrf_token=%b&section=\xff&name=\xff", "content_type": FORM},
    "not UTF-8, escaped": {"data": b"csrf_token=%b&text=%%FF%%FE", "content_type": FORM},
    "JSON": {"json": {"section": "BIO-201-S"}},
    "a broken multipart": {
        "data": b"--x\r\nContent-Disposition: nonsense",
        "content_type": f"{MULTIPART}; boundary=x",
    },
    "no boundary": {"data": b"section=BIO-201-S", "content_type": MULTIPART},
    "more than a form may be": {"data": b"csrf_token=%b&text=" + b"x" * 70_000, "content_type": FORM},
    "too many fields": {
        "data": {f"field{number}": "x" for number in range(1_100)},
        "content_type": MULTIPART,
    },
}


@pytest.mark.parametrize("sent", BROKEN)
def test_what_is_no_form_is_refused(university: Container, app: Flask, visitor: Any, sent: str) -> None:
    registrar = visitor(REGISTRAR)
    token, before = registrar.token().encode(), kept(university)
    for path in forms(app):
        request = dict(BROKEN[sent])
        if isinstance(request.get("data"), bytes) and b"%b" in request["data"]:
            request["data"] = request["data"] % token
        response = registrar.client.post(path, **request)
        assert response.status_code in (400, 403, 413), f"{path}: {response.status_code}"
        assert "<h1" in response.text
    assert kept(university) == before
