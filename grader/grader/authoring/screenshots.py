"""Pictures of the running app and of JupyterLab for the README and the start page, taken in Chromium.

They are derived files that no test compares: a browser's fonts differ from machine to machine. Look at
them after making them anew.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import CourseError
from grader.paths import Paths

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
IMAGES = Path("book", "images")
TOKEN = "screenshots"  # noqa: S105 (of a server that lives for seconds, on loopback)
APP_PAGES = {
    "app_home.png": "/",
    "app_course.png": "/courses/BIO-201",
    "app_desk.png": "/desk/S-1002",
}


def taken(paths: Paths) -> dict[Path, bytes]:
    """The pictures by their path below the root. Raises CourseError where there is no Chromium."""
    from playwright.sync_api import sync_playwright

    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if chromium is None:
        raise CourseError("Screenshots need Chromium.", remedy="Install the package chromium.")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        with contextlib.closing(browser):
            return {**_app(browser), **_lab(browser, paths, Path(folder))}


def _app(browser: Browser) -> dict[Path, bytes]:
    page = browser.new_page(viewport={"width": 1120, "height": 760})
    pictures = {}
    with _server("app", "--port", "{port}") as address:
        for name, path in APP_PAGES.items():
            page.goto(address + path)
            pictures[IMAGES / name] = page.screenshot()
    return pictures


def _lab(browser: Browser, paths: Paths, folder: Path) -> dict[Path, bytes]:
    page = browser.new_page(viewport={"width": 1360, "height": 860})
    root = folder / "course"
    shutil.copytree(paths.root, root, ignore=shutil.ignore_patterns(".git", ".venv", "work", "instructor"))
    options = ("--no-browser", "--port", "{port}", "--allow-root")
    with _server("start", *options, ready="/api", root=root) as address:
        page.goto(f"{address}/lab/tree/start.ipynb?token={TOKEN}")
        page.wait_for_selector(".jp-Notebook .jp-RenderedHTMLCommon h1", timeout=60_000)
        page.wait_for_timeout(1500)
        return {IMAGES / "lab_start.png": page.screenshot()}


@contextlib.contextmanager
def _server(*command: str, ready: str = "/", root: Path | None = None) -> Iterator[str]:
    """A `course` command that serves on a free port, until the block ends; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = {**os.environ, "JUPYTER_TOKEN": TOKEN, **({"COURSE_ROOT": str(root)} if root else {})}
    process = subprocess.Popen(
        [sys.executable, "-m", "grader", *(part.format(port=port) for part in command)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address + ready, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 (a loopback address)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise CourseError(f"{url} did not answer.", remedy="Run `course doctor`, then try again.")
