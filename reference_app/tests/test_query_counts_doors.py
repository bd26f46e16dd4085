"""Statements of the use cases that chapter 3 adds for its doors, counted as in `test_query_counts`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from counting_campus import FULL, GRADED, OPEN, counting_campus
from query_counts import Cases, case, counted
from records_campus import ANA, KOFI, NOW, REGISTRAR

from university.adapters.clock import FixedClock
from university.application.authentication import DEMO_PASSWORD, Authentication, SignInRefused
from university.application.browsing import Browsing, CourseSlice, SectionSlice
from university.application.enquiries import Enquiries
from university.application.idempotency import Answer, Idempotency
from university.application.ports.campus_store import CampusStore
from university.application.readiness import Readiness
from university.application.site_sessions import SiteSessions
from university.application.students import StudentFiles
from university.application.tokens import MOST_TOKENS, Tokens
from university.application.waitlists import Waitlists
from university.bootstrap import Container, build
from university.settings import Settings

SECRET, ANOTHER = "a heron stands in the reeds", "two herons stand in the reeds"
HERE = "192.0.2.1"
DONE = Answer(200, "{}")

STATEMENTS = {
    "Readiness.check": 1,
    "Authentication.open_accounts": 2,
    "Authentication.sign_in, with the demonstration's password": 6,
    "Authentication.set_password": 6,
    "Authentication.sign_in": 6,
    "Authentication.change_password": 13,
    "SiteSessions.begin": 2,
    "SiteSessions.user": 2,
    "SiteSessions.end": 1,
    "Tokens.issue": 3,
    "Tokens.bearer": 1,
    "Tokens.of": 1,
    "Tokens.revoke": 1,
    "Idempotency.run, the first time": 5,
    "Idempotency.run, once more": 5,
    "Enquiries.send": 2,
    "Enquiries.waiting": 1,
    "Enquiries.settle": 1,
    "Browsing.courses": 2,
    "Browsing.sections": 2,
    "Browsing.course": 1,
    "Browsing.section": 1,
    "Browsing.terms": 1,
    "Browsing.term": 1,
    "StudentFiles.student": 1,
    "StudentFiles.place, a seat": 2,
    "StudentFiles.place, in line": 3,
    "Waitlists.of": 4,
}


class PlainHasher:
    """Fast: here statements are counted."""

    def hash(self, password: str) -> str:
        return password

    def verify(self, hashed: str, password: str) -> bool:
        return hashed == password

    def outdated(self, hashed: str) -> bool:
        return False


@pytest.fixture(params=[1, 25])
def size(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def university(database_url: str, size: int) -> Iterator[Container]:
    overrides = {"clock": lambda: FixedClock(NOW), "passwords.hasher": PlainHasher}
    container = build(Settings(database_url=database_url), overrides)
    container.get(CampusStore).fill(counting_campus(size), replace=True)
    yield container
    container.close()


def test_every_use_case_of_the_doors(university: Container, size: int) -> None:
    groups = (signing_in, repeating, asking, browsing)
    assert counted(university, *(cases(university, size) for cases in groups)) == STATEMENTS


def signing_in(university: Container, size: int) -> Cases:
    """Beside `size` attempts of others that failed at this address, and as many tokens as one may have."""
    yield case(university.get(Readiness).check)
    entry, tokens = university.get(Authentication), university.get(Tokens)
    for n in range(size):
        with pytest.raises(SignInRefused):
            entry.sign_in(f"nobody-{n}@example.org", SECRET, HERE)
    yield case(entry.open_accounts)
    yield case(entry.sign_in, KOFI.email, DEMO_PASSWORD, HERE, when="with the demonstration's password")
    yield case(entry.set_password, ANA.email, SECRET)
    yield case(entry.sign_in, ANA.email, SECRET, HERE)
    yield case(entry.change_password, ANA, SECRET, ANOTHER, HERE)
    sessions = university.get(SiteSessions)
    for _ in range(size):
        sessions.begin(ANA)
    secret = yield case(sessions.begin, ANA)
    yield case(sessions.user, secret)
    yield case(sessions.end, secret)
    for _ in range(min(size, MOST_TOKENS - 1)):
        tokens.issue(ANA)
    issued = yield case(tokens.issue, ANA)
    yield case(tokens.bearer, issued.secret)
    yield case(tokens.of, ANA)
    yield case(tokens.revoke, ANA, issued.token.id)


def repeating(university: Container, size: int) -> Cases:
    keys = university.get(Idempotency)
    for n in range(size):
        keys.run(ANA, f"key-{n}", "f" * 64, lambda: DONE)
    for when in ("the first time", "once more"):
        yield case(keys.run, ANA, "key", "f" * 64, lambda: DONE, when=when)


def asking(university: Container, size: int) -> Cases:
    enquiries = university.get(Enquiries)
    for _ in range(size):
        enquiries.send("Mei", "mei@example.org", "When does the term begin?")
    sent = yield case(enquiries.send, "Mei", "mei@example.org", "And the next?")
    yield case(enquiries.waiting, REGISTRAR)
    yield case(enquiries.settle, REGISTRAR, sent.id)


def browsing(university: Container, size: int) -> Cases:
    browse, files = university.get(Browsing), university.get(StudentFiles)
    yield case(browse.courses, CourseSlice())
    yield case(browse.sections, SectionSlice())
    yield case(browse.course, "BIO-500")
    yield case(browse.section, OPEN)
    yield case(browse.terms)
    yield case(browse.term, "2027-spring")
    yield case(files.student, REGISTRAR, "S-1")
    yield case(files.place, REGISTRAR, "S-1", GRADED, when="a seat")
    yield case(files.place, REGISTRAR, "S-2000", FULL, when="in line")
    yield case(university.get(Waitlists).of, REGISTRAR, FULL)
