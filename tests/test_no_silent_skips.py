"""The plugin that turns skips into failures under CI, on a small suite of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SUITE = {
    "test_one.py": "import pytest\ndef test_skips():\n    pytest.skip('x')\ndef test_runs():\n    pass\n",
    "test_file.py": "import pytest\npytest.importorskip('no_such_module')\n",
}


@pytest.mark.parametrize(("ci", "told"), [("true", "1 failed, 1 passed"), ("", "1 passed, 2 skipped")])
def test_a_skip_fails_under_ci_only(ci, told, tmp_path):
    for name, text in SUITE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    environment = {**os.environ, "CI": ci, "PYTHONPATH": str(Path(__file__).parent)}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no_silent_skips",
        "--continue-on-collection-errors",
    ]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert told in run.stdout, run.stdout
    assert (run.returncode == 0) is (ci == "")
    if ci:
        assert "test_file.py was skipped, and CI allows no skipping" in run.stdout
