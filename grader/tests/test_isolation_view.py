"""Runs of one worker start from the same view of what is readable, and share nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from isolation_nursery import KINDS, Nursery, nursery_of

from university.domain import waitlist

_LOOK = """
import os
for place in ("/tmp", "/dev/shm", "."):
    print(sorted(name for name in os.listdir(place) if not name.startswith((".tmp", "course-run-"))))
runs = [name for name in os.listdir("..") if name.startswith("course-run-")]
print(runs == [os.path.basename(os.getcwd())])
"""
_LEAVE = """
for place in ("/tmp", "/dev/shm", "."):
    try: open(f"{place}/trace", "w").close()
    except OSError: pass
"""


@pytest.fixture(scope="module", params=KINDS)
def nursery(request: pytest.FixtureRequest) -> Iterator[Nursery]:
    with nursery_of(request.param) as started:
        yield started


def test_nothing_of_another_run_is_seen(nursery: Nursery) -> None:
    """Neither of one before it nor of one beside it."""
    nursery.run(_LEAVE)
    ended = nursery.run(_LOOK, beside=_LEAVE)
    if "mount namespace" in ended.missing:
        assert ended.error.startswith("PermissionError")
    else:
        assert (ended.printed, ended.error) == ("[]\n[]\n[]\nTrue\n", "")


@pytest.mark.parametrize("tree", ["/", "/usr", "/dev", "/etc", "/proc"])
def test_the_view_is_for_reading(nursery: Nursery, tree: str) -> None:
    ended = nursery.run(f"import os\nos.mkdir('{tree.rstrip('/')}/mine')")
    assert ended.error.startswith(("PermissionError", "FileNotFoundError", "OSError: [Errno 30]")), ended


def test_what_is_denied_stays_denied_when_it_is_compiled_later(nursery: Nursery) -> None:
    source = Path(waitlist.__file__)
    compiled = source.parent / "__pycache__" / f"{source.stem}.made-by-{os.getpid()}.pyc"
    compiled.parent.mkdir(exist_ok=True)

    def error(path: Path, *denied: Path) -> str:
        code = f"import university.domain.grading\nopen({str(path)!r}, 'rb').read()"
        return nursery.run(code, denied=[str(one) for one in denied]).error

    try:
        assert error(source) == ""
        assert error(source, source).startswith("PermissionError")
        compiled.write_bytes(b"")
        assert error(compiled) == ""
        assert error(compiled, source).startswith("PermissionError")
    finally:
        compiled.unlink(missing_ok=True)


_TRIAL = """
from pathlib import Path
from grader.worker.isolation import grounds, trial
grounds._MEMORY = Path("/nonexistent")
trial.main()
"""


@pytest.mark.parametrize("place", ["/tmp", "/var/tmp"])  # noqa: S108 (where users keep what is temporary)
def test_a_scratch_folder_may_lie_elsewhere(place: str) -> None:
    usual, elsewhere = (
        json.loads(
            subprocess.run(
                [sys.executable, "-c", code],
                capture_output=True,
                check=True,
                env=os.environ | {"TMPDIR": place},
            ).stdout
        )
        for code in ("from grader.worker.isolation import trial; trial.main()", _TRIAL)
    )
    assert elsewhere["held"].keys() == usual["held"].keys(), elsewhere
