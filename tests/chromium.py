"""The browser of the tests."""

from __future__ import annotations

import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str:
    """The path of an installed Chromium; skips the test where there is none (under CI that fails it)."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    pytest.skip("No Chromium is installed (Debian: sudo apt install chromium).")
