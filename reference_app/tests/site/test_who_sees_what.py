"""Every page of the site and every role: one table, from which nothing may be missing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from records_campus import ADMIN, ANA, BIOLOGIST, KOFI, REGISTRAR
from visitors import Visitor

PEOPLE = {
    "stranger": None,
    "applicant": KOFI,
    "student": ANA,
    "professor": BIOLOGIST,
    "registrar": REGISTRAR,
    "admin": ADMIN,
}
TABLE = """
                                  stranger applicant student professor registrar admin
/                                 200      200       200     200       200       200
/health                           200      200       200     200       200       200
/courses/                         200      200       200     200       200       200
/courses/BIO-201                  200      200       200     200       200       200
/departments/                     200      200       200     200       200       200
/departments/BIO                  200      200       200     200       200       200
/contact                          200      200       200     200       200       200
/sign-in                          200      303       303     303       303       303
/account                          303      200       200     200       200       200
/desk/                            200      403       200     200       200       403
/desk/S-1                         200      403       200     403       200       403
/desk/S-2                         200      403       404     403       200       403
/timetable                        303      403       200     403       403       403
/timetable/leave/BIO-201-S        303      403       200     403       403       403
/record/                          303      403       303     403       403       403
/record/S-1                       303      403       200     403       200       403
/record/S-2                       303      403       404     403       200       403
/record/S-1/transcripts/1         303      403       200     403       200       403
/record/S-2/transcripts/1         303      403       404     403       404       403
/teaching/                        303      403       403     200       200       403
/teaching/BIO-101-F               303      403       403     200       200       403
/teaching/ART-101-F               303      403       403     404       200       403
/applications/                    303      200       403     403       200       403
/applications/nothing             303      404       403     403       404       403
/messages/                        303      403       403     403       200       403
/log/                             303      403       403     403       403       200
"""
"""The status of each page. A stranger at the demonstration's desk is its clerk; a record beyond the reach is
not there, and a page that is for others says so."""

CELLS = [
    (line.split()[0], who, int(status))
    for line in TABLE.strip("\n").splitlines()[1:]
    for who, status in zip(PEOPLE, line.split()[1:], strict=True)
]
ELSEWHERE = ("static", "monitoring.", "reports.", "application_files.")
"""What machines ask of the site, and what chapter 5 adds, have their own tests; here nothing has reports."""


@pytest.fixture(scope="module")
def people(module_app: Flask) -> dict[str, Visitor]:
    made = {name: Visitor(module_app, user) for name, user in PEOPLE.items()}
    made["student"].post("/record/S-1/transcripts")
    return made


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_for(people: dict[str, Any], who: str) -> None:
    answered = {path: people[who].client.get(path).status_code for path, name, _ in CELLS if name == who}
    assert answered == {path: status for path, name, status in CELLS if name == who}


def test_the_table_has_every_page(module_app: Flask) -> None:
    adapter = module_app.url_map.bind("localhost")
    listed = {adapter.match(path)[0] for path, _, _ in CELLS}
    pages = {rule.endpoint for rule in module_app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    promised = {rule.endpoint for rule in module_app.url_map.iter_rules() if rule.build_only}
    assert {page for page in pages - listed - promised if not page.startswith(ELSEWHERE)} == set()
