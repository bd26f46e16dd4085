"""The browser of the tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60_000
"""Milliseconds in which what is expected of a page may come true on a busy machine."""


def find() -> str:
    """The path of an installed Chromium; skips the test where there is none (under CI that fails it)."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    pytest.skip("No Chromium is installed (Debian: sudo apt install chromium).")


@contextmanager
def running() -> Iterator[Browser]:
    """A Chromium without pages; `expect` is patient from now on."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
