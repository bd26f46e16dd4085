"""Every operation in every role, as the descriptions list them: no cell is without an explanation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from records_campus import ADMIN, ANA, BIOLOGIST, KOFI, REGISTRAR

from doors.interfaces import V1, V2, Interface
from doors.permissions import ANYBODY, EVERYBODYS, KNOWN, PASSWORD, ROWS, V2_ALONE
from university.domain.access import PERMISSIONS, Action, Extent
from university.domain.identity import User

NOBODY = "nobody"
USERS: dict[str, User | None] = {
    NOBODY: None,
    "applicant": KOFI,
    "student": ANA,
    "professor": BIOLOGIST,
    "registrar": REGISTRAR,
    "admin": ADMIN,
}
SEEN = {"If-Match": '"0-00000000000000000000"'}
TERM = "?term=2027-spring"
QUERIES = {
    "/reports/courses-nobody-takes": TERM,
    "/reports/large-courses": f"{TERM}&students=1",
    "/reports/fill-rates": TERM,
    "/reports/first-arrivals": TERM,
    "/reports/demand": TERM,
    "/reports/grade-shares": "?department=BIO",
    "/reports/foundations": "?course=BIO-201",
}
"""What has to be asked with."""


@dataclass(frozen=True)
class Cell:
    """One operation with one body, asked for in one role."""

    operation: str
    method: str
    path: str
    body: Any
    role: str
    expected: str


def cells(interface: Interface, ids: dict[str, str]) -> Iterator[Cell]:
    """The whole matrix; what only reads comes first, so that nothing has changed yet."""
    operations = sorted(interface.operations(), key=lambda one: (one[0] != "GET", one[0], one[1]))
    for method, path, operation in operations:
        for row in ROWS[operation["operationId"]]:
            for role in USERS:
                place = concrete(path, ids)
                yield Cell(
                    operation["operationId"], method, place, row.body, role, expected(row.needs, USERS[role])
                )


def expected(needs: frozenset[str], user: User | None) -> str:
    """What the answer must say: `401`, `403`, or that the user `may`."""
    if needs == ANYBODY:
        return "may"
    if user is None or needs == PASSWORD:
        return "401"
    if needs == KNOWN:
        return "may"
    if needs == EVERYBODYS:
        every = any(PERMISSIONS[Action.ENROL].get(role) is Extent.ALL for role in user.roles)
        return "may" if every else "403"
    return "may" if any(user.roles & PERMISSIONS[Action(need)].keys() for need in needs) else "403"


def concrete(path: str, ids: dict[str, str]) -> str:
    """The path of something that exists, and that student, professor and applicant call their own."""
    for name, id in ids.items():
        path = path.replace(name, id)
    path += QUERIES.get(path, "")
    assert "{" not in path, f"{path} has a part that no test knows"
    return path


def own_things(interface: Interface) -> dict[str, str]:
    """What exists, by the part of a path that it stands for."""
    interface.send("POST", "/students/S-1/transcripts", REGISTRAR)
    hold = interface.send(
        "POST", "/students/S-2/holds", REGISTRAR, json={"kind": "library", "reason": "A book."}
    )
    application = interface.send("POST", "/applications", KOFI, json={"department": "BIO"})
    return {
        "/departments/{code}": "/departments/BIO",
        "/courses/{code}": "/courses/BIO-101",
        "/terms/{code}": "/terms/2027-spring",
        "/sections/{id}": "/sections/BIO-101-F",
        "/tokens/{id}": "/tokens/nothing",
        "/holds/{id}": f"/holds/{hold.json()['id']}",
        "/applications/{id}": f"/applications/{application.json()['id']}",
        "{number}": "S-1",
        "{section}": "BIO-201-S",
        "{version}": "1",
    }


def answer(interface: Interface, cell: Cell) -> str:
    """What the interface says to it; also sees that the description knows of that answer."""
    response = interface.send(cell.method, cell.path, USERS[cell.role], json=cell.body, headers=SEEN)
    described = next(
        operation for _, _, operation in interface.operations() if operation["operationId"] == cell.operation
    )
    assert str(response.status_code) in described["responses"], f"{cell}: {response.text}"
    if response.status_code in (401, 403):
        return str(response.status_code)
    if cell.method == "GET":
        assert response.status_code == 200, f"{cell}: {response.text}"
    return "may"


def test_every_operation_has_a_row(interfaces: dict[str, Interface]) -> None:
    for name, interface in interfaces.items():
        known = {one["operationId"] for _, _, one in interface.operations()}
        assert known == ROWS.keys() - (V2_ALONE if name == V1 else set())


def test_the_descriptions_say_who_must_be_known(interface: Interface) -> None:
    for _, path, operation in interface.operations():
        needs = ROWS[operation["operationId"]][0].needs
        scheme = {ANYBODY: None, PASSWORD: [{"password": []}]}.get(needs, [{"token": []}])
        assert operation.get("security") == scheme, path


def test_every_role_may_what_the_table_says(interfaces: dict[str, Interface]) -> None:
    ids = own_things(interfaces[V1])
    matrix = list(cells(interfaces[V2], ids))
    wrong = []
    for cell in matrix:
        asked = [V2] if cell.operation in V2_ALONE else [V1, V2]
        said = {name: answer(interfaces[name], cell) for name in asked}
        if set(said.values()) != {cell.expected}:
            wrong.append(f"{cell}: {said}")
    assert not wrong, "\n".join(wrong)
    assert len(matrix) > 200
