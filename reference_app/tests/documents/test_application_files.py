"""Who may add, see and remove the files of an application."""

from __future__ import annotations

import pytest
from records_campus import ADMIN, ANA, BIOLOGIST, KOFI, MEI, REGISTRAR, records_campus
from small_campus import MakeUniversity

from university.application.admissions import Admissions
from university.application.application_files import ApplicationFiles
from university.application.ports.file_store import FileStore
from university.bootstrap import Container
from university.domain.access import Forbidden
from university.domain.admissions import AdmissionRefused, Step
from university.domain.errors import DomainError, NotFound
from university.domain.identity import User

CONTENT = b"I love the sea."


@pytest.fixture
def university(make_university: MakeUniversity) -> Container:
    made = make_university(records_campus())
    made.get(FileStore).prepare()
    return made


@pytest.fixture
def draft(university: Container) -> str:
    admissions = university.get(Admissions)
    id = admissions.start(KOFI, "BIO").id
    admissions.rewrite(KOFI, id, "The sea.")
    return id


def test_applicants_fill_and_clear_their_drafts(university: Container, draft: str) -> None:
    files = university.get(ApplicationFiles)
    kept = files.put(KOFI, draft, "letter.txt", "text/plain", CONTENT)
    assert files.list(KOFI, draft) == (kept,)
    with files.open(KOFI, draft, kept.id) as content:
        assert content.read() == CONTENT
    files.delete(KOFI, draft, kept.id)
    assert files.list(KOFI, draft) == ()


def test_what_was_submitted_stays_as_it_is_and_reviewers_read_it(university: Container, draft: str) -> None:
    files = university.get(ApplicationFiles)
    kept = files.put(KOFI, draft, "letter.txt", "text/plain", CONTENT)
    university.get(Admissions).advance(KOFI, draft, Step.SUBMIT)
    with pytest.raises(AdmissionRefused, match="only while it is a draft"):
        files.put(KOFI, draft, "more.txt", "text/plain", CONTENT)
    with pytest.raises(AdmissionRefused):
        files.delete(KOFI, draft, kept.id)
    for reader in (KOFI, REGISTRAR):
        assert files.list(reader, draft) == (kept,)
        with files.open(reader, draft, kept.id) as content:
            assert content.read() == CONTENT


@pytest.mark.parametrize(
    ("user", "reading", "changing"),
    [
        (MEI, NotFound, NotFound),
        (REGISTRAR, None, Forbidden),
        (ANA, Forbidden, Forbidden),
        (BIOLOGIST, Forbidden, Forbidden),
        (ADMIN, Forbidden, Forbidden),
    ],
    ids=["another applicant", "registrar", "student", "professor", "admin"],
)
def test_nobody_else_changes_them_and_only_reviewers_read(
    university: Container,
    draft: str,
    user: User,
    reading: type[DomainError] | None,
    changing: type[DomainError],
) -> None:
    files = university.get(ApplicationFiles)
    kept = files.put(KOFI, draft, "letter.txt", "text/plain", CONTENT)
    if reading:
        with pytest.raises(reading):
            files.list(user, draft)
        with pytest.raises(reading):
            files.open(user, draft, kept.id)
    else:
        assert files.list(user, draft) == (kept,)
    with pytest.raises(changing):
        files.put(user, draft, "more.txt", "text/plain", CONTENT)
    with pytest.raises(changing):
        files.delete(user, draft, kept.id)
    assert files.list(KOFI, draft) == (kept,)


def test_a_files_id_opens_nothing_through_another_application(university: Container, draft: str) -> None:
    files = university.get(ApplicationFiles)
    kept = files.put(KOFI, draft, "letter.txt", "text/plain", CONTENT)
    own = university.get(Admissions).start(MEI, "BIO").id
    with pytest.raises(NotFound, match="There is no file"):
        files.open(MEI, own, kept.id)
    with pytest.raises(NotFound, match="There is no file"):
        files.delete(MEI, own, kept.id)
