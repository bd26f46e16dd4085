"""Every object's id, tried as every user: whose it is not, to them it does not exist."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from records_campus import ADMIN, ANA, ARTIST, BIOLOGIST, ELIF, KOFI, MEI, REGISTRAR, USERS
from sqlalchemy import Engine, MetaData, select

from doors.interfaces import Interface
from doors.permissions import ROWS
from university.domain.identity import User

OWNERS = {"S-1": {ANA}, "S-2": {ELIF}, "S-3": set()}
TEACHERS = {
    "ART-101-E": {ARTIST},
    "ART-101-F": {ARTIST},
    "BIO-101-E": {BIOLOGIST},
    "BIO-101-F": {BIOLOGIST},
    "BIO-201-S": {BIOLOGIST},
}
TAUGHT = {"S-1": {ARTIST, BIOLOGIST}, "S-2": {BIOLOGIST}, "S-3": {ARTIST}}
"""Who teaches the student: a withdrawal does not count."""

OF_STUDENT = ("enrolments", "record", "transcripts", "transcripts/1", "holds")
OF_SECTION = ("roster", "waitlist", "grade-sheet", "grade-changes")
NOWHERE = {"students": "S-404", "sections": "BIO-404-F", "applications": "nothing"}
AS_SEEN = {"If-Match": '"0-00000000000000000000"'}
OWN_TABLES = {"api_tokens", "site_sessions", "idempotency_keys", "alembic_version"}
"""What a refused request may leave behind: a token's use, a key."""


@pytest.fixture
def applications(interface: Interface) -> dict[str, set[User]]:
    """Two applications that were handed in, and whose they are; each student has a transcript, too."""
    for number in OWNERS:
        assert interface.send("POST", f"/students/{number}/transcripts", REGISTRAR).status_code == 201
    made: dict[str, set[User]] = {}
    for user in (KOFI, MEI):
        answer = interface.send("POST", "/applications", user, json={"department": "BIO"})
        made[answer.json()["id"]] = {user}
    return made


def readable(applications: dict[str, set[User]]) -> Iterator[tuple[str, str, set[User]]]:
    """Each address of an object with the same address of nothing, and who may read it."""
    for number, owners in OWNERS.items():
        nowhere = f"/students/{NOWHERE['students']}"
        yield f"/students/{number}", nowhere, {REGISTRAR} | owners | TAUGHT[number]
        for part in OF_STUDENT:
            yield f"/students/{number}/{part}", f"{nowhere}/{part}", {REGISTRAR} | owners
    for section, teachers in TEACHERS.items():
        for part in OF_SECTION:
            nowhere = f"/sections/{NOWHERE['sections']}/{part}"
            yield f"/sections/{section}/{part}", nowhere, {REGISTRAR} | teachers
    for id, owners in applications.items():
        yield f"/applications/{id}", f"/applications/{NOWHERE['applications']}", {REGISTRAR} | owners


def test_nobody_reads_what_is_not_theirs(interface: Interface, applications: dict[str, set[User]]) -> None:
    for address, nowhere, readers in readable(applications):
        for user in USERS:
            answer = interface.send("GET", address, user)
            if user in readers:
                assert answer.status_code == 200, (user.id, address, answer.text)
                continue
            absent = interface.send("GET", nowhere, user)
            assert answer.status_code == absent.status_code, (user.id, address, answer.text)
            assert answer.status_code in (403, 404), (user.id, address, answer.text)
            assert without_names(answer.text, address) == without_names(absent.text, nowhere)


def test_lists_show_nobody_what_is_not_theirs(
    interface: Interface, applications: dict[str, set[User]]
) -> None:
    for user in (KOFI, MEI, REGISTRAR):
        found = interface.send("GET", "/applications", user).json()["items"]
        allowed = {id for id, owners in applications.items() if user in owners or user is REGISTRAR}
        assert {one["id"] for one in found} <= allowed, user.id
    for user in (ANA, ELIF, ARTIST, BIOLOGIST, REGISTRAR):
        found = interface.send("GET", "/students?q=S-", user).json()["items"]
        allowed = {
            number for number in OWNERS if user in OWNERS[number] | TAUGHT[number] or user is REGISTRAR
        }
        assert {one["number"] for one in found} == allowed, user.id


def test_nobody_changes_what_is_not_theirs(interface: Interface, applications: dict[str, set[User]]) -> None:
    before = rows(interface)
    for method, path, operation in interface.operations():
        if method == "GET" or "{" not in path:
            continue
        for address, allowed in changeable(path, applications, interface):
            for row in ROWS[operation["operationId"]]:
                for user in set(USERS) - allowed:
                    answer = interface.send(method, address, user, json=row.body, headers=AS_SEEN)
                    assert answer.status_code in (403, 404), (user.id, method, address, answer.text)
    assert rows(interface) == before


def changeable(
    path: str, applications: dict[str, set[User]], interface: Interface
) -> Iterator[tuple[str, set[User]]]:
    """The addresses of a path with who might change what is there; rules may still refuse them."""
    if "{number}" in path:
        for number, owners in OWNERS.items():
            for section in TEACHERS if "{section}" in path else [""]:
                place = path.replace("{number}", number).replace("{section}", section)
                yield place, {REGISTRAR} | owners
    elif path.startswith("/sections/{id}"):
        for section, teachers in TEACHERS.items():
            yield path.replace("{id}", section), {REGISTRAR} | teachers
    elif path.startswith("/applications/{id}"):
        for id, owners in applications.items():
            yield path.replace("{id}", id), {REGISTRAR} | owners
    elif path == "/tokens/{id}":
        for user in (ANA, REGISTRAR):
            known = interface.send("GET", "/tokens", user).json()["items"]
            yield path.replace("{id}", known[0]["id"]), {user}
    else:
        assert path == "/holds/{id}/release", f"no test knows whose {path} is"
        yield path.replace("{id}", "nothing"), {REGISTRAR}


def test_nobody_does_what_another_role_does(interface: Interface, applications: dict[str, set[User]]) -> None:
    """To own an object is not enough: no student releases a hold, no professor posts grades."""
    hold = interface.send(
        "POST", "/students/S-1/holds", REGISTRAR, json={"kind": "library", "reason": "A book."}
    ).json()["id"]
    before = rows(interface)
    mine = next(iter(applications))
    for user, method, address, body in [
        (ANA, "POST", f"/holds/{hold}/release", None),
        (ANA, "POST", "/students/S-1/holds", {"kind": "library", "reason": "Mine."}),
        (BIOLOGIST, "POST", "/sections/BIO-101-F/grade-sheet/steps", {"step": "post"}),
        (REGISTRAR, "PATCH", "/sections/BIO-101-F/grade-sheet", {"grades": {"S-1": "A"}}),
        (KOFI, "POST", f"/applications/{mine}/steps", {"step": "admit"}),
        (ADMIN, "GET", "/students/S-1/record", None),
    ]:
        answer = interface.send(method, address, user, json=body, headers=AS_SEEN)
        assert answer.status_code == 403, (user.id, method, address, answer.text)
    assert rows(interface) == before


def without_names(text: str, address: str) -> str:
    """A refusal without the id that was asked for: what is left must not tell what exists."""
    return text.replace(address.split("/")[2], "…")


def rows(interface: Interface) -> dict[str, list[tuple[object, ...]]]:
    """All that the university knows, but for what every request may touch."""
    engine = interface.university.get(Engine)
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in tables.sorted_tables
            if table.name not in OWN_TABLES
        }
