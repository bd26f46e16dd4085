"""The command that looks after documents."""

from __future__ import annotations

from pathlib import Path


def test_documents_are_prepared(run, tmp_path: Path, documents_url: str) -> None:
    for _ in range(2):
        result = run("documents", "prepare", UNIVERSITY_DOCUMENTS_URL=documents_url)
        assert (result.exit_code, result.output) == (0, "The activity feed and the files are ready.\n")
    assert (tmp_path / "documents" / "files").is_dir() == documents_url.startswith("folder:")


def test_by_default_they_lie_beside_the_database(run, tmp_path: Path) -> None:
    assert run("documents", "prepare").exit_code == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["university-documents"]


def test_what_cannot_be_reached_or_understood_is_told(run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    away = run("documents", "prepare", UNIVERSITY_DOCUMENTS_URL=f"folder:{tmp_path / 'file'}")
    assert (away.exit_code, "cannot be reached" in away.output) == (1, True), away.output
    wrong = run("documents", "prepare", UNIVERSITY_DOCUMENTS_URL="nonsense")
    assert (wrong.exit_code, "use memory: or folder:PATH" in wrong.output) == (2, True), wrong.output
