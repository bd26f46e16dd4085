"""`make bench-http` on a few requests: it compares only apps that give the same answer."""

from __future__ import annotations

import os
import subprocess
import sys

from grader import paths

ROOT = paths.find().root


def test_every_read_is_set_beside_the_bare_frameworks_and_the_peers_or_says_that_they_are_missing(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "http", "--requests", "1"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "reference_app")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    rivals = ["v1", "bare Flask", "v2", "bare FastAPI"]
    if "ARGS=--peers installs them" not in done.stdout:
        rivals += ["Django REST framework", "Litestar"]
    for name in rivals:
        assert done.stdout.count(f" {name} ") == 3, done.stdout
