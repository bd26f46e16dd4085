"""A worker gets a list of variables and no other, isolated or not: a learner's code can read them all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_worker_daemon import end_daemons

from grader import paths
from grader.worker import Source, Worker
from grader.worker.environment import NEEDED, of_worker

SECRET = "sesame-open-1704"  # noqa: S105 (a text to look for)
LOOK = """
import glob, os
said = [str(dict(os.environ))]
for file in glob.glob("/proc/*/environ"):
    try: said.append(open(file, "rb").read().decode())
    except OSError: pass
print(len(said) > 1, [one.count(SECRET) for one in said if SECRET in one])
""".replace("SECRET", repr(SECRET))


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process's own environment only: what it was started with is none of a worker's."""
    monkeypatch.setenv("UNIVERSITY_SIGNING_KEY", SECRET)


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="crs") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)
        end_daemons(Path(folder))


def found(worker: Worker) -> str:
    (cell,) = worker.run([Source(0, LOOK)], folder=Path("/nonexistent")).cells
    return "".join(output["text"] for output in cell.outputs if output["output_type"] == "stream")


@pytest.mark.parametrize("isolated", [False, True], ids=["limited", "isolated"])
def test_a_worker_of_ones_own_knows_no_secret(isolated: bool) -> None:
    with Worker.private(paths.find(), isolated=isolated) as worker:
        assert found(worker) == "True []\n"


def test_the_shared_daemon_knows_no_secret(runtime: Path) -> None:
    with Worker.shared(paths.find()) as worker:
        assert found(worker) == "True []\n"


def test_a_worker_gets_what_programs_need() -> None:
    root = paths.find().root
    given = of_worker(root)
    assert given["COURSE_ROOT"] == str(root)
    assert given["PATH"] == os.environ["PATH"]
    assert set(given) <= {*NEEDED}
