"""The university's site in a real Chromium: journeys of its people, by phone and desk, axe on every page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parent / "site_gates" / "node_modules" / "axe-core" / "axe.min.js"
LOOKS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "desk": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
}
FINDINGS = """async () => (await axe.run(document)).violations.map(
  found => `${found.id}: ${found.nodes[0].html.slice(0, 120)}`
)"""
PASSWORD = "aldermoor-demo"  # noqa: S105 - public


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `university serve` on a fresh demonstration, below a prefix as in JupyterLab."""
    folder = tmp_path_factory.mktemp("university")
    environment = {name: text for name, text in os.environ.items() if not name.startswith("UNIVERSITY_")}
    command = [sys.executable, "-u", "-m", "university", "serve", "--port", "0", "--prefix", "/user/ana"]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        said = running.stdout.readline()
        assert "http://" in said, said
        yield said.split()[2].rstrip("/")
        running.terminate()


@dataclass
class Walk:
    """A visitor's browser; `look` at each page of the way."""

    page: Page
    base: str
    look_name: str
    examined: set[tuple[str, str, int]]

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.look()

    def look(self) -> None:
        """What must hold of every page: nothing for axe to find, and nothing beside the screen."""
        address = self.page.url.removeprefix(self.base)
        kind = (self.look_name, self.page.title(), self.page.locator(".flash").count())
        if kind not in self.examined:
            self.examined.add(kind)
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
            assert self.page.evaluate(FINDINGS) == [], address
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address

    def enter(self) -> None:
        """Press Enter, and look at the page that it leads to."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def click(self, name: str) -> None:
        """Press the button, or follow the link, of which this is a part of the name."""
        button = self.page.get_by_role("button", name=name)
        link = self.page.get_by_role("main").get_by_role("link", name=name)
        with self.page.expect_navigation():
            (button if button.count() else link).first.click()
        self.look()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def sign_in(self, mailbox: str) -> None:
        self.open("/sign-in")
        self.page.get_by_label("E-mail address").fill(f"{mailbox}@aldermoor.example")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.enter()


@pytest.fixture(scope="module")
def examined() -> set[tuple[str, str, int]]:
    """The look, title and number of messages of every page that axe has seen: once is enough."""
    return set()


@pytest.fixture(params=LOOKS)
def walk(
    request: pytest.FixtureRequest, browser: Browser, base: str, examined: set[tuple[str, str, int]]
) -> Iterator[Walk]:
    """A walk that fails on a console error or a request to another host."""
    if not AXE.is_file():
        pytest.skip("axe is not installed: install Node and npm, then run `make gates`.")
    # axe is put into the page, which the site's own policy would forbid.
    context = browser.new_context(**LOOKS[request.param], bypass_csp=True)
    page, faults = context.new_page(), []
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(base) else faults.append(asked.url))
    yield Walk(page, base, request.param, examined)
    context.close()
    assert faults == []


def test_a_visitor_looks_around(walk: Walk) -> None:
    walk.open("/")
    walk.page.keyboard.press("Tab")
    expect(walk.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    walk.page.get_by_role("searchbox").fill("marine")
    walk.enter()
    walk.sees("1 course")
    walk.click("Marine Biology")
    walk.sees("BIO-201-A")
    for path in ("/courses/?department=ART", "/departments/", "/departments/BIO", "/desk/", "/sign-in"):
        walk.open(path)
    walk.open("/contact")
    for label, text in (
        ("Your name", "Zoë"),
        ("e-mail", "zoe@example.org"),
        ("message", "When does it begin?"),
    ):
        walk.page.get_by_label(label).fill(text)
    walk.click("Send it")
    walk.sees("answers by e-mail")


def test_a_student_enrols_looks_at_the_week_and_leaves(walk: Walk) -> None:
    walk.sign_in("s-1042")
    expect(walk.page).to_have_title("My timetable · Aldermoor University")
    walk.page.get_by_role("searchbox").fill("CSC-101")
    walk.click("Find")
    walk.click("CSC-101")
    walk.click("Ask the rules about CSC-101-A")
    walk.sees("CSC-101-A: yes, there is a seat")
    walk.open("/courses/CSC-101")
    walk.click("Enrol in CSC-101-A")
    walk.sees("Enrolled in CSC-101-A.")
    walk.click("Leave… CSC-101-A")
    walk.sees("Drop CSC-101-A?")
    walk.click("Leave it")
    walk.sees("Dropped CSC-101-A.")
    walk.open("/record/")
    walk.sees("Grade point average")
    walk.click("Issue a transcript")
    walk.sees("Academic transcript")
    walk.open("/account")
    walk.click("Sign out")
    walk.sees("You are signed out.")


def test_a_professor_grades_and_the_registrar_posts(walk: Walk) -> None:
    walk.sign_in("p-6")
    walk.open("/teaching/?state=draft")
    walk.click("-26A")
    section = walk.page.url.rpartition("/")[2]
    walk.sees(f"Section {section}")
    grades = walk.page.get_by_role("combobox")
    grades.first.select_option("B+")
    walk.click("Save the draft")
    walk.sees("The draft is saved.")
    for number in range(grades.count()):
        grades.nth(number).select_option("A-")
    walk.click("Save and hand in")
    walk.sees("The sheet is handed in")
    walk.click("Sign out")
    walk.sign_in("registrar")
    walk.open(f"/teaching/{section}")
    # Two walks share the one sheet: the first gives it back, the second posts it.
    if walk.look_name == "phone":
        walk.click("Give it back")
        walk.sees("back with its instructor")
    else:
        walk.click("Post the grades")
        walk.sees("The grades are posted")
    for path in ("/teaching/", "/desk/S-1042", "/record/S-1042", "/messages/"):
        walk.open(path)
    for path in ("/reports/", "/reports/grades?department=BIO", "/reports/at-risk"):
        walk.open(path)


def test_an_applicant_applies_and_is_admitted(walk: Walk, tmp_path: Path) -> None:
    certificate = tmp_path / "certificate.pdf"
    certificate.write_bytes(b"%PDF-1.7\nA certificate.")
    walk.sign_in("applicant")
    walk.page.get_by_label("Apply to a department").select_option("Biology")
    walk.click("Begin an application")
    walk.page.get_by_label("Why do you want").fill("The sea, always.")
    walk.click("Save the draft")
    walk.page.get_by_label("Certificate").set_input_files(certificate)
    walk.click("Upload it")
    walk.sees("certificate.pdf is uploaded.")
    walk.click("Save and hand in")
    address = walk.page.url.removeprefix(walk.base)
    walk.click("Sign out")
    walk.sign_in("registrar")
    walk.open("/applications/?stage=submitted")
    walk.open(address)
    walk.click("Begin the review")
    walk.page.get_by_label("Note for the applicant").fill("Welcome.")
    walk.click("Admit")
    walk.sees("Welcome.")


def test_an_admin_reads_the_log(walk: Walk) -> None:
    walk.sign_in("s-1042")
    walk.open("/record/")
    walk.click("Issue a transcript")
    walk.click("Sign out")
    walk.sign_in("admin")
    walk.sees("transcript issued")


def test_nothing_is_lost_without_a_mouse(walk: Walk) -> None:
    """Signing in and out by keyboard alone: every control shows where the focus is."""
    walk.sign_in("s-1042")
    for _ in range(8):
        walk.page.keyboard.press("Tab")
        outline = walk.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", walk.page.evaluate("document.activeElement.outerHTML.slice(0, 100)")
