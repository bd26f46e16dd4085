"""What several tests of the grader need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import paths
from grader.worker import Worker


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    """A warm process of this test session's own."""
    with Worker.private(paths.find()) as private:
        yield private


@pytest.fixture
def no_folder(tmp_path: Path) -> Path:
    """A place where there is no folder to copy files from."""
    return tmp_path / "nowhere"
