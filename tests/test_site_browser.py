"""The site in a real Chromium: pages open cleanly and lightly; folds, schemes, menus and copying work."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect
from site_sample import SAMPLE_PAGE, Built

pytestmark = [pytest.mark.site, pytest.mark.browser]

Visit = Callable[..., Page]

PHONE = {"width": 360, "height": 740}
LESSON = "book/ch02_flask/03_routing.html"
MOST_BYTES = 120_000
MOST_SHIFT = 0.02

FIRST_LOAD = """() => {
  const loads = performance.getEntriesByType('resource');
  const all = [performance.getEntriesByType('navigation')[0], ...loads];
  return {
    bytes: all.reduce((sum, load) => sum + load.transferSize, 0),
    blocking: loads
      .filter(load => load.initiatorType === 'script' && load.renderBlockingStatus === 'blocking')
      .map(load => load.name),
    width: document.documentElement.scrollWidth,
  };
}"""

SHIFT = """() => new Promise(done => {
  let shift = 0;
  const add = list => {
    for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) shift += value;
  };
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
  scrollTo({ top: document.body.scrollHeight, behavior: 'instant' });
  setTimeout(() => done(shift), 100);
})"""


@dataclass(frozen=True, slots=True)
class Load:
    """One page as a phone without a cache meets it; `shift` counts until its end was seen."""

    bytes: int
    blocking: list[str]
    width: int
    shift: float


@pytest.fixture(scope="module")
def loads(browser: Browser, base: str, site: Built, watched: Callable[[Page], list[str]]) -> dict[str, Load]:
    """Every page's load; of the app's files, which are alike, one stands for all."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    faults = watched(page)
    names = [page.relative_to(site.folder).as_posix() for page in site.pages()]
    sources = [name for name in names if name.startswith("source/")]
    found = {}
    for name in [name for name in names if name not in sources[1:] and name != "index.html"]:
        page.goto(base + name)
        found[name] = Load(**page.evaluate(FIRST_LOAD), shift=page.evaluate(SHIFT))
    context.close()
    assert faults == []
    return found


def test_every_page_fits_a_phone(loads: dict[str, Load]) -> None:
    assert {name: load.width for name, load in loads.items() if load.width > PHONE["width"]} == {}


def test_every_page_is_light(loads: dict[str, Load]) -> None:
    assert len(loads) > 30
    assert {name: load.bytes for name, load in loads.items() if not 0 < load.bytes < MOST_BYTES} == {}


def test_no_script_blocks_rendering(loads: dict[str, Load]) -> None:
    assert {name: load.blocking for name, load in loads.items() if load.blocking} == {}


def test_nothing_moves_while_a_page_loads_or_is_read(loads: dict[str, Load]) -> None:
    assert {name: load.shift for name, load in loads.items() if load.shift >= MOST_SHIFT} == {}


def test_the_front_redirects_below_the_prefix(visit: Visit, base: str) -> None:
    page = visit("")
    page.wait_for_url(f"{base}book/index.html")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Python Backend")


def test_an_address_that_leads_nowhere_shows_a_page_whose_links_work(browser: Browser, base: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        answer = page.goto(f"{base}book/no/such/lesson.html")
        assert answer is not None
        assert answer.status == 404
        page.get_by_role("heading", name="There is no such page").wait_for()
        page.keyboard.press("Control+k")
        page.keyboard.type("converter")
        page.locator(".search-found a").first.click()
        page.wait_for_url(f"{base}book/ch02_flask/03_routing.html*")
        page.goto(f"{base}no-such-page")
        page.locator("article").get_by_role("link", name="path").click()
        page.wait_for_url(f"{base}book/path.html")


def test_a_folded_output_opens_by_keyboard(visit: Visit) -> None:
    page = visit(SAMPLE_PAGE)
    output = page.locator("details.folded-output").first
    expect(output.locator("pre")).to_be_hidden()
    output.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(output.locator("pre")).to_be_visible()
    assert output.locator("pre").inner_text().strip() == "28"


def test_a_link_into_a_fold_opens_it(visit: Visit) -> None:
    page = visit(SAMPLE_PAGE)
    page.evaluate("document.querySelector('.folded-output .cell_output').id = 'inside'")
    page.evaluate("location.hash = '#inside'")
    page.locator("#inside").wait_for(state="visible")


def test_the_scheme_follows_the_system_until_the_reader_chooses(visit: Visit, base: str) -> None:
    page = visit(LESSON, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Use light colours").click()
    light = page.evaluate(ground)
    assert light != dark
    page.goto(f"{base}book/path.html")
    assert page.evaluate(ground) == light
    page.get_by_role("button", name="Use dark colours").click()
    assert page.evaluate("localStorage.getItem('scheme')") is None, "the system's own choice needs no memory"


def test_paper_is_light_and_shows_what_is_folded(visit: Visit) -> None:
    page = visit(SAMPLE_PAGE, color_scheme="light")
    page.get_by_role("button", name="Use dark colours").click()
    page.evaluate("""() => addEventListener('beforeprint', () => {
      window.ink = getComputedStyle(document.body).color;
      window.folded = document.querySelectorAll('article details:not([open])').length;
    })""")
    light = visit(SAMPLE_PAGE, color_scheme="light").evaluate("getComputedStyle(document.body).color")
    page.pdf()
    assert page.evaluate("[ink, folded]") == [light, 0]
    page.get_by_role("button", name="Use light colours").wait_for()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_drawing_and_a_plot_follow_the_chosen_scheme(visit: Visit) -> None:
    page = visit(LESSON, color_scheme="light")
    card = page.locator(".drawing .card").first
    colours = "node => getComputedStyle(node).fill"
    light = card.evaluate(colours)
    page.get_by_role("button", name="Use dark colours").click()
    assert card.evaluate(colours) != light
    assert page.locator("img.plot").first.evaluate("node => getComputedStyle(node).filter") != "none"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_phone_opens_and_closes_with_and_without_scripts(visit: Visit, scripts: bool) -> None:
    page = visit(LESSON, viewport=PHONE, java_script_enabled=scripts)
    menu = page.get_by_role("navigation", name="Course")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(menu.get_by_role("link", name="2.4 Templates")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_the_contents_of_a_page_lead_to_its_sections_and_close(visit: Visit) -> None:
    page = visit(LESSON, viewport=PHONE)
    page.get_by_role("button", name="On this page").click()
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Error pages").click()
    expect(page.locator("#page-nav")).to_be_hidden()
    expect(page).to_have_url(re.compile("#error-pages$"))


def test_code_is_copied_without_prompts(visit: Visit) -> None:
    page = visit("book/index.html", permissions=["clipboard-read", "clipboard-write"])
    block = page.locator(".highlight", has_text="course check 2.3")
    block.hover()
    block.get_by_role("button", name="Copy").click()
    block.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "course check 2.3\ncourse app --with 2.3\n"


def test_a_line_of_88_characters_fits_a_desktop(visit: Visit) -> None:
    code = visit(LESSON).locator("article .cell_input pre").first
    code.evaluate("pre => pre.textContent = 'x'.repeat(88)")
    assert code.evaluate("pre => pre.scrollWidth <= pre.clientWidth")


def test_shown_code_leads_to_its_line_in_the_apps_file(visit: Visit) -> None:
    page = visit("book/ch01_foundations/08c_enrolment_rules.html")
    shown = page.locator(".shown").first
    first = shown.locator("pre").text_content().splitlines()[0].strip()
    for fold in page.locator("details", has=shown).all():
        fold.evaluate("fold => fold.open = true")
    shown.locator(".from a").click()
    expect(page).to_have_url(re.compile(r"\.html#"))
    assert page.locator("span:target").text_content().strip() == first


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_boxes_are_readable_in_both_schemes(visit: Visit, scheme: str) -> None:
    low = visit(SAMPLE_PAGE, color_scheme=scheme).evaluate(CONTRASTS)
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
