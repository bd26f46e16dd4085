"""The warm process's memory in huge pages."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

_SETTING = Path("/sys/kernel/mm/transparent_hugepage/enabled")
_PROGRAM = """
from grader.worker import pages
from pathlib import Path

held = bytearray(b"kept" * 2**22)
pages.collapse()
assert held == b"kept" * 2**22
rollup = Path("/proc/self/smaps_rollup").read_text()
print(next(line for line in rollup.splitlines() if line.startswith("AnonHugePages")).split()[1])
"""


def _has_huge_pages() -> bool:
    release = (
        tuple(map(int, platform.release().split("-")[0].split(".")[:2])) if sys.platform == "linux" else ()
    )
    return release >= (6, 1) and _SETTING.is_file() and "[never]" not in _SETTING.read_text(encoding="ascii")


@pytest.mark.skipif(not _has_huge_pages(), reason="this kernel puts no memory into huge pages when asked")
def test_memory_is_put_into_huge_pages_and_keeps_its_content() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    assert int(done.stdout) * 1024 >= 8 * 2**20
