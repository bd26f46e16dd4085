"""Black-box tests of the university's REST interface, over HTTP alone.

They know what the interface's own description promises, and nothing of the code behind it. Let them loose on
any server that holds the demonstration campus, also one of your own:

    make accept URL=http://127.0.0.1:8000/api/v1/

or, where nothing but pytest and httpx2 is installed, in this folder:

    UNIVERSITY_ACCEPTANCE_URL=http://127.0.0.1:8000/api/v1/ pytest --confcutdir=. .

`UNIVERSITY_ACCEPTANCE_PASSWORD` is the accounts' password where it is not the demonstration's. Without an
address the tests ask this app's own interfaces, each under its production server. They leave nothing behind
that would keep them from passing again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec

import pytest
from asking import PASSWORD, Asking, Client
from httpx2 import Client as HttpClient

URL = os.environ.get("UNIVERSITY_ACCEPTANCE_URL")
OWN = ["v1", "v2"] if find_spec("university.asgi") else ["v1"]


@pytest.fixture(scope="session", params=[URL] if URL else OWN)
def http(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A client of each interface in turn; paths are relative to its base."""
    if request.param == URL:
        with HttpClient(base_url=str(URL), timeout=30) as client:
            yield client
        return
    import own

    with own.client(request.param, tmp_path_factory.mktemp("acceptance")) as client:
        yield client


@pytest.fixture(scope="session")
def tokens(http: Client) -> Callable[[str], str]:
    """`tokens("registrar")` is that user's token; it is asked for once."""
    known: dict[str, str] = {}

    def token(who: str) -> str:
        if who not in known:
            password = os.environ.get("UNIVERSITY_ACCEPTANCE_PASSWORD", PASSWORD)
            answer = http.post("tokens", auth=(f"{who}@aldermoor.example", password))
            assert answer.status_code == 201, f"{who} gets no token: {answer.status_code} {answer.text}"
            known[who] = answer.json()["token"]
        return known[who]

    return token


@pytest.fixture
def anybody(http: Client) -> Asking:
    """Who has no token."""
    return Asking(http)


@pytest.fixture
def registrar(http: Client, tokens: Callable[[str], str]) -> Asking:
    """The registrar."""
    return Asking(http, tokens("registrar"))


@pytest.fixture
def admin(http: Client, tokens: Callable[[str], str]) -> Asking:
    """An administrator."""
    return Asking(http, tokens("admin"))


@pytest.fixture
def student(http: Client, tokens: Callable[[str], str]) -> Asking:
    """The student S-1042."""
    return Asking(http, tokens("s-1042"))


@pytest.fixture
def applicant(http: Client, tokens: Callable[[str], str]) -> Asking:
    """Somebody who wants to study here."""
    return Asking(http, tokens("applicant"))


@pytest.fixture
def professor(http: Client, tokens: Callable[[str], str]) -> Asking:
    """A professor, of the demonstration the first one."""
    return Asking(http, tokens(os.environ.get("UNIVERSITY_ACCEPTANCE_PROFESSOR", "p-6")))


@pytest.fixture
def term(anybody: Asking) -> str:
    """The term that students enrol for."""
    return str(anybody.get("terms")["current"])


@pytest.fixture
def wanted(anybody: Asking, student: Asking, term: str) -> str:
    """A section in which S-1042 would get a seat."""
    for section in anybody.all("sections", term=term, open="true", limit=100):
        if student.get(f"students/S-1042/assessments/{section['id']}")["status"] == "enrolled":
            return str(section["id"])
    pytest.fail("S-1042 would get a seat nowhere: is this the demonstration campus of today?")
