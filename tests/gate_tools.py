"""The tools that judge the site: axe, html-validate and Lighthouse, which npm installs from the lock."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent / "site_gates"
AXE = FOLDER / "node_modules" / "axe-core" / "axe.min.js"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Lighthouse says of one run: scores of 100, audits below full score, figures in ms and bytes."""

    address: str
    scores: dict[str, float]
    faults: list[str]
    figures: dict[str, float]


def node() -> str:
    """The path of Node; skips the test where it or the tools are missing (under CI that fails it)."""
    found = shutil.which("node")
    if found is None or not AXE.is_file():
        pytest.skip("The site's judges are not installed: install Node and npm, then run `make gates`.")
    return found


def findings_of_html_validate(site: Path) -> list[str]:
    """Each finding on the pages below `site`, as `page:line rule: message`."""
    return _run("validate.mjs", str(site)).splitlines()


def lighthouse(
    chromium: str, categories: Iterable[str], addresses: Iterable[str], runs: int = 1
) -> list[Verdict]:
    """The verdicts of `runs` runs for each address."""
    said = _run("lighthouse.mjs", chromium, ",".join(categories), str(runs), *addresses)
    return [Verdict(**json.loads(line)) for line in said.splitlines()]


def _run(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [node(), str(FOLDER / script), *arguments],
        capture_output=True,
        text=True,
        timeout=900,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
