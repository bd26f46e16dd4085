"""The site in a real Chromium: no error, no request to another host, keyboard, phone width, both schemes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import chromium
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from site_sample import SAMPLE_PAGE, Built, built

from grader.book.server import address, server

pytestmark = [pytest.mark.site, pytest.mark.browser]

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def site() -> Built:
    done = built()
    assert done.code == 0, done.said
    return done


@pytest.fixture(scope="module")
def base(site: Built) -> Iterator[str]:
    running = server(site.folder, 0, prefix="/course")
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield address(running, "/course")
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, base: str) -> Iterator[Page]:
    """A page that fails its test on a console error, a failed answer, or a request to another host."""
    context = browser.new_context(viewport=DESKTOP)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("response", lambda got: faults.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    opened.on(
        "request",
        lambda asked: None if asked.url.startswith((base, "data:", "blob:")) else faults.append(asked.url),
    )
    yield opened
    context.close()
    assert faults == []


def all_pages(site: Built) -> list[str]:
    return [page.relative_to(site.folder).as_posix() for page in site.pages()]


def test_every_page_opens_cleanly_and_fits_a_phone(page: Page, base: str, site: Built) -> None:
    page.set_viewport_size(PHONE)
    wide = []
    for name in all_pages(site):
        page.goto(base + name, wait_until="networkidle")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide.append((name, width))
    assert wide == []


def test_the_front_redirects_below_the_prefix(page: Page, base: str) -> None:
    page.goto(base)
    page.wait_for_url(f"{base}book/index.html")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Python Backend")


def test_a_folded_output_opens_by_keyboard(page: Page, base: str) -> None:
    page.goto(base + SAMPLE_PAGE)
    output = page.locator("details.folded-output").first
    assert not output.locator("pre").is_visible()
    output.locator("summary").focus()
    page.keyboard.press("Enter")
    assert output.locator("pre").is_visible()
    assert output.locator("pre").inner_text().strip() == "28"


def test_a_quiz_choice_opens_by_keyboard(page: Page, base: str) -> None:
    page.goto(base + SAMPLE_PAGE)
    choice = page.locator("details", has=page.locator("summary", has_text="{}"))
    choice.locator("summary").focus()
    page.keyboard.press("Space")
    assert choice.get_by_text("an empty").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_boxes_are_readable_in_both_schemes(browser: Browser, base: str, scheme: str) -> None:
    context = browser.new_context(viewport=DESKTOP, color_scheme=scheme)
    page = context.new_page()
    page.goto(base + SAMPLE_PAGE)
    low = page.evaluate(CONTRASTS)
    context.close()
    assert len(low) >= 5
    assert {name: ratio for name, ratio in low.items() if ratio < 4.5} == {}


CONTRASTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const pixel = (...layers) => {
    for (const layer of layers) { canvas.fillStyle = layer; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = getComputedStyle(document.body).backgroundColor;
  const found = {};
  for (const box of document.querySelectorAll('.callout, details.folded-output')) {
    const word = box.querySelector(':scope > p:first-child > strong, :scope > summary');
    const back = light(pixel(ground, getComputedStyle(box).backgroundColor));
    const front = light(pixel(getComputedStyle(word).color));
    found[box.className] = (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
  }
  return found;
}"""
