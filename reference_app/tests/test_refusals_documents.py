"""The rules that chapter 5 adds for files and backups, broken one by one as in `test_refusals`."""

from __future__ import annotations

from pathlib import Path

import pytest
from refusing import Act, Prepare, check
from small_campus import APPLICANT, NOW, small_campus

from university.adapters.clock import FixedClock
from university.application.admissions import Admissions
from university.application.application_files import ApplicationFiles
from university.application.ports.backup import Backups
from university.application.ports.campus_store import CampusStore
from university.application.ports.file_store import FileStore
from university.bootstrap import Container, build
from university.settings import Settings

BACKUP = Path("university.backup")


def another_kind(university: Container, _: FixedClock) -> Act:
    """Words that claim to be a picture; nothing of them is kept."""
    university.get(FileStore).prepare()
    files, draft = university.get(ApplicationFiles), university.get(Admissions).start(APPLICANT, "BIO").id

    def upload() -> None:
        try:
            files.put(APPLICANT, draft, "portrait.png", "image/png", b"These are words.")
        finally:
            assert files.list(APPLICANT, draft) == ()

    return upload


def damaged(university: Container, _: FixedClock) -> Act:
    BACKUP.write_bytes(b"These are words.")
    return lambda: university.get(Backups).restore(BACKUP, replace=True)


def in_use(university: Container, _: FixedClock) -> Act:
    university.get(Backups).create(BACKUP)
    return lambda: university.get(Backups).restore(BACKUP)


def nowhere(university: Container, _: FixedClock) -> Act:
    return lambda: university.get(Backups).create(Path("no folder") / BACKUP)


REFUSALS: dict[str, Prepare] = {
    "file.refused": another_kind,
    "backup.unusable": damaged,
    "backup.store_not_empty": in_use,
    "backup.failed": nowhere,
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_of_a_file(
    database_url: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    clock = FixedClock(NOW)
    settings = Settings(database_url=database_url, values={"UNIVERSITY_DOCUMENTS_URL": "memory:"})
    university = build(settings, {"clock": lambda: clock})
    university.get(CampusStore).fill(small_campus(), replace=True)
    check(university, clock, name, REFUSALS[name])
    university.close()
