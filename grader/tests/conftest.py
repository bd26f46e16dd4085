"""What several tests of the grader need."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

import grade_course
import pytest
from grade_room import Class

import grader.worker
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


class InTurn:
    """The session's worker, asked by one at a time: a run that was stopped may still wait for an answer."""

    _asking = Lock()

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def call(self, function: str, **arguments: Any) -> Any:
        with self._asking:
            return self._worker.call(function, **arguments)


class OneWorker(nullcontext[Any]):
    """Stands for a Workshop: whoever is hired is the session's worker, which has limits only."""

    def __init__(self, worker: Worker, *, isolated: bool) -> None:
        super().__init__(self)
        self._worker, self.isolated = worker, isolated

    def hire(self) -> AbstractContextManager[Any]:
        return nullcontext(InTurn(self._worker))


@pytest.fixture
def room(tmp_path: Path, worker: Worker) -> Iterator[Class]:
    """A class, graded by the session's worker: starting one for each test takes seconds."""
    course = grade_course.make(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_ROOT", str(course.root))
        patch.setattr(
            grader.worker,
            "Workshop",
            lambda _, isolated, tools, released: OneWorker(worker, isolated=isolated),
        )
        yield Class(course, tmp_path)
    # nbgrader leaves its database open when it cannot read it; Python 3.13 warns of that at some later test.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
