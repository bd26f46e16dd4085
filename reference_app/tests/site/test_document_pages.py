"""The documents of an application: uploaded, read by reviewers, removed; and what is no document."""

from __future__ import annotations

import pytest
from records_campus import ANA, KOFI, MEI, REGISTRAR

from university.application.ports.file_store import LARGEST_FILE

PDF = b"%PDF-1.7\nA certificate."


def test_documents_are_uploaded_read_and_removed(visitor) -> None:
    kofi, registrar, mei = visitor(KOFI), visitor(REGISTRAR), visitor(MEI)
    own = kofi.post("/applications/", department="BIO").headers["Location"]
    name = "../../papers/My <certificate>.pdf"
    page = kofi.get(kofi.upload(f"{own}/files/", PDF, name, "application/pdf").headers["Location"])
    assert "My <certificate>.pdf is uploaded." in page and "papers" not in page
    link = f"{own}/files/" + page.partition(f'href="{own}/files/')[2].partition('"')[0]
    for reader in (kofi, registrar):
        got = reader.client.get(link)
        assert (got.data, got.mimetype) == (PDF, "application/pdf")
        assert got.headers["Content-Disposition"].startswith("attachment")
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in got.headers["Content-Security-Policy"]
        assert got.headers["Cache-Control"] == "no-store"
    mei.get(link, status=404)
    mei.post(f"{link}/delete", 404)
    registrar.post(f"{link}/delete", 403)
    assert "No document yet" in kofi.then(f"{link}/delete")


@pytest.mark.parametrize(
    ("content", "name", "kind", "status", "words"),
    [
        (b"<script>alert(1)</script>", "letter.pdf", "application/pdf", 400, "its content is something else"),
        (b"MZ\x90\x00", "setup.exe", "application/x-msdownload", 400, "of this kind are not taken"),
        (b"<html>", "page.html", "text/html", 400, "of this kind are not taken"),
        (b"caf\xe9", "letter.txt", "text/plain", 400, "plain text"),
        (b"", "empty.pdf", "application/pdf", 400, "empty"),
        (PDF, "", "application/pdf", 400, "No file was chosen"),
        (PDF, "a\u202efdp.exe", "application/pdf", 400, "cannot be shown"),
        (PDF, "x" * 300, "application/pdf", 400, "characters"),
        (PDF + b"x" * LARGEST_FILE, "large.pdf", "application/pdf", 400, "larger than 5 MB"),
        (PDF + b"x" * (LARGEST_FILE + 100_000), "huge.pdf", "application/pdf", 413, "too much"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(visitor, content, name, kind, status, words) -> None:
    kofi = visitor(KOFI)
    own = kofi.post("/applications/", department="BIO").headers["Location"]
    assert words in kofi.upload(f"{own}/files/", content, name, kind, status).text
    assert "No document yet" in kofi.get(own)


def test_who_may_not_see_the_application_sees_no_document(visitor) -> None:
    for user, status in ((None, 303), (ANA, 403), (KOFI, 404), (REGISTRAR, 404)):
        visitor(user).get("/applications/nothing/files/none", status=status)
