"""A reader keeps the course, the network goes, and the lessons and the search are still there."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from site_sample import Built

from grader.book.server import address, server

pytestmark = [pytest.mark.site, pytest.mark.browser]

LESSON = "book/ch02_flask/03_routing.html"


@contextlib.contextmanager
def network(site: Built) -> Iterator[str]:
    """The site's address, while there is a network."""
    running = server(site.folder, 0, prefix="/course")
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield address(running, "/course")
    finally:
        running.shutdown()
        thread.join()
        running.server_close()


def test_the_list_names_what_pages_need(site: Built) -> None:
    listed = json.loads((site.folder / "_static" / "files.json").read_text(encoding="utf-8"))
    files = set(listed["files"])
    assert {
        LESSON,
        "index.html",
        "search.html",
        "search/pagefind.js",
        "_static/terms.json",
        "offline.js",
    } <= files
    assert {page.relative_to(site.folder).as_posix() for page in site.pages()} <= files
    assert all((site.folder / name).is_file() for name in files)


def test_the_course_is_read_and_searched_offline(site: Built, browser: Browser) -> None:
    with contextlib.closing(browser.new_context()) as context:
        page = context.new_page()
        with network(site) as base:
            page.goto(f"{base}book/path.html")
            page.get_by_role("button", name="Keep the course for reading offline").click()
            expect(page.get_by_text("The course can be read offline")).to_be_visible()
            page.wait_for_function("navigator.serviceWorker.controller !== null")
        page.goto(f"{base}{LESSON}")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Routing and views")
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"  # its style sheet is there
        page.keyboard.press("Control+k")
        page.keyboard.type("converter")
        expect(page.locator(".search-found > li").first).to_contain_text("Routing and views")
        page.goto(base)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Python Backend")
        page.goto(f"{base}book/path.html")
        page.get_by_role("button", name="Remove it").click()
        expect(page.get_by_role("button", name="Keep the course for reading offline")).to_be_visible()
        assert page.evaluate("caches.keys()") == []
