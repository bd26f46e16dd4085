"""JupyterLab as a learner meets it: one command, one port, and the app and the book behind its launcher.

It runs below a prefix, as on a JupyterHub: what works there works at the root too, not the other way.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

import chromium
import pytest
from playwright.sync_api import Page, expect

from grader import paths

pytestmark = [pytest.mark.browser]
ROOT = paths.find().root
PREFIX = "/user/ana"
TOKEN = "a-token-of-this-test"  # noqa: S105 (lives as long as the test's own server)
COPIED = (
    "book",
    "exercises",
    "solutions",
    "reference_app",
    "grader",
    "_config.yml",
    "_toc.yml",
    "requirements",
)


class Lab(NamedTuple):
    """A running JupyterLab: its address, and the file that the terminal's test writes."""

    address: str
    found: Path


def free_port() -> int:
    """A port that stays free until the lab listens: the system gives others to who asks for any."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("no port is free")


def wait_for(url: str, process: subprocess.Popen[bytes], said: Path, seconds: float = 180) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert process.poll() is None, said.read_text(encoding="utf-8")
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 (a loopback address)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{url} did not answer within {seconds} s")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab on a copy of the course, started as `make start` starts it."""
    root = tmp_path_factory.mktemp("course")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__", "_build"))
        else:
            shutil.copy2(source, root / name)
    built = root / "book" / "_build" / "html"
    built.mkdir(parents=True)
    (built / "index.html").write_text(
        "<!doctype html><title>The book</title><h1>The book</h1>", encoding="utf-8"
    )
    port = free_port()
    command = [sys.executable, "-m", "grader", "start", "--no-browser", "--port", str(port)]
    command += ["--allow-root", "--", f"--ServerApp.base_url={PREFIX}/"]
    environment = {**os.environ, "COURSE_ROOT": str(root), "JUPYTER_TOKEN": TOKEN}
    environment["JUPYTER_RUNTIME_DIR"] = str(root / "runtime")
    said = root / "lab.log"
    with (
        said.open("wb") as log,
        subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}{PREFIX}"
            wait_for(f"{address}/api", process, said)
            yield Lab(address, root / "found.txt")
        finally:
            process.terminate()
            try:
                process.wait(90)
            finally:
                process.kill()


@pytest.fixture(scope="module")
def page(lab):
    """A page of Chromium that is signed in to the lab."""
    with chromium.running() as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(f"{lab.address}/lab/tree/start.ipynb?token={TOKEN}")
        page.wait_for_selector(".jp-Notebook", timeout=60_000)
        yield page


def test_opens_on_the_start_page_without_pop_ups(page: Page, lab: Lab):
    page.goto(f"{lab.address}/lab/tree/start.ipynb?reset")
    expect(page.locator(".jp-Notebook h1").first).to_be_visible()
    assert page.locator(".Toastify__toast, .jp-Dialog").count() == 0
    expect(page.locator("#jp-left-stack")).to_be_visible()


def test_nbgrader_menus_are_off_for_learners(page: Page):
    menus = page.locator(".lm-MenuBar").first.inner_text()
    assert "Kernel" in menus
    assert "nbgrader" not in menus.lower()


def test_launcher_leads_to_the_app_and_the_book(page: Page, lab: Lab):
    page.locator("[data-command='launcher:create']").first.click()
    for title, text in (("University app", "Aldermoor"), ("Book", "The book")):
        tile = page.locator(".jp-LauncherCard", has_text=re.compile(rf"^\s*{title}"))
        expect(tile).to_be_visible()
        with page.context.expect_page() as opened:
            tile.click()
        expect(opened.value.locator("body")).to_contain_text(text)
        assert opened.value.url.startswith(lab.address)
        opened.value.close()


def test_links_and_styles_of_the_app_stay_below_the_proxys_prefix(page: Page, lab: Lab):
    app = page.context.new_page()
    failed = []
    app.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    app.goto(f"{lab.address}/university/")
    app.get_by_role("link", name=re.compile("courses", re.IGNORECASE)).first.click()
    expect(app).to_have_url(re.compile(re.escape(f"{lab.address}/university/courses/")))
    assert failed == []
    app.close()


def test_a_terminal_finds_the_course_command(page: Page, lab: Lab):
    page.goto(f"{lab.address}/lab?reset")
    page.locator("[data-command='launcher:create']").first.click()
    page.locator(".jp-LauncherCard:visible", has_text="Terminal").last.click()
    screen = page.locator(".jp-Terminal .xterm-screen")
    expect(screen).to_be_visible()
    for _ in range(30):  # until the shell behind the screen listens
        screen.click()
        page.keyboard.type("command -v course > found.txt\n")
        page.wait_for_timeout(1000)
        if lab.found.is_file() and lab.found.read_text(encoding="utf-8"):
            break
    assert Path(lab.found.read_text(encoding="utf-8").strip()).parent == Path(sys.executable).parent


def test_a_notebook_of_the_lesson_runs(page: Page, lab: Lab):
    lesson = Path("lessons/ch01_foundations/08c_enrolment_rules.ipynb")
    page.goto(f"{lab.address}/lab/tree/{lesson}?reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    prompt = page.locator(".jp-CodeCell .jp-InputArea-prompt").first
    for _ in range(30):  # until the notebook listens
        page.locator(".jp-CodeCell .jp-InputArea-editor").first.click()
        page.keyboard.press("Shift+Enter")
        page.wait_for_timeout(1000)
        if prompt.inner_text() != "[ ]:":
            break
    expect(prompt).to_have_text(re.compile(r"\[\d+\]:"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_boxes_of_a_lesson_have_the_courses_look(page: Page, lab: Lab, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{lab.address}/lab/tree/lessons/ch02_flask/03_routing.ipynb?reset")
    opening = page.locator(".jp-RenderedMarkdown h1 + blockquote")
    expect(opening).to_have_css("border-left-width", "4px")
    green = {"light": "rgb(35, 89, 63)", "dark": "rgb(143, 208, 168)"}[scheme]
    expect(opening.locator("strong").first).to_have_css("color", green)


def test_on_a_phone_the_notebook_has_the_width(page: Page, lab: Lab):
    phone = page.context.browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(f"{lab.address}/lab/tree/start.ipynb?reset&token={TOKEN}")
    side_bar, notebook = phone.locator("#jp-left-stack"), phone.locator(".jp-Notebook:visible")
    expect(notebook).to_be_visible()
    expect(phone.locator(".lm-DockPanel-tabBar .jp-mod-current")).to_have_text("start.ipynb")
    expect(side_bar).to_be_hidden()
    phone.wait_for_function("document.querySelector('.jp-Notebook').clientWidth > 300")
    phone.locator(".jp-SideBar [data-id='filebrowser']").click()
    expect(side_bar).to_be_visible()
    for name in ("lessons", "ch01_foundations", "01_what_a_backend_is.ipynb"):
        phone.locator(".jp-DirListing-item", has_text=name).dblclick()
    expect(side_bar).to_be_hidden()
    expect(notebook.locator("h1").first).to_contain_text("backend")
    phone.context.close()
