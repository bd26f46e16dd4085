"""What the site's tests share: the built sample, its server below a prefix, a Chromium, watched pages."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from site_sample import Built

DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    from site_sample import built

    own = tmp_path_factory.getbasetemp()
    # Workers of one run have their folders below the same one, and share the site.
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    done = built(shared / "site")
    assert done.code == 0, done.said
    return done


@pytest.fixture(scope="module")
def base(site: Built) -> Iterator[str]:
    """The site's address, below a prefix as on many hosts."""
    from grader.book.server import address, server

    running = server(site.folder, 0, prefix="/course")
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield address(running, "/course")
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    import chromium

    with chromium.running() as browser:
        yield browser


Opener = Callable[..., "Page"]


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Opener]:
    """Opens a page in a context of its own (`viewport=…`, `has_touch=…`), fresh of anything remembered.

    The test fails on a console error, a failed answer, or a request to another host.
    """
    faults: list[str] = []
    with contextlib.ExitStack() as contexts:

        def opened(address: str, **options: Any) -> Page:
            context = contexts.enter_context(browser.new_context(**{"viewport": DESKTOP, **options}))
            page = context.new_page()
            _watch(page, base, faults)
            page.goto(base + address)
            return page

        yield opened
    assert faults == []


@pytest.fixture(scope="module")
def watched(base: str) -> Callable[[Page], list[str]]:
    """Watches a page that a test opened itself: a list that fills with what `visit` would not let pass."""

    def watch(page: Page) -> list[str]:
        faults: list[str] = []
        _watch(page, base, faults)
        return faults

    return watch


@pytest.fixture
def page(visit: Opener) -> Page:
    """A page of a wide screen, at the start page."""
    return visit("book/index.html")


def _watch(page: Page, base: str, faults: list[str]) -> None:
    own = (base, f"blob:{base}", "data:", "blob:")
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    page.on("request", lambda asked: None if asked.url.startswith(own) else faults.append(asked.url))
