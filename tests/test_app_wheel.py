"""What the app's wheel brings along: all that is needed to begin, without this repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

APP = Path(__file__).resolve().parents[1] / "reference_app"


def test_the_wheel_brings_its_migrations(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=APP, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    done = subprocess.run(
        [sys.executable, "-m", "university", "db", "upgrade"],
        cwd=installed,
        env={**os.environ, "UNIVERSITY_DATABASE_URL": "sqlite:///university.db"},
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith("Made 0001 catalogue"), done.stderr
    assert (installed / "university.db").exists()
