"""Search, definitions, quizzes and what was read, in a Chromium: by keyboard, by touch, without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import gate_tools
import pytest
from playwright.sync_api import Page, expect
from site_sample import SAMPLE_PAGE

pytestmark = [pytest.mark.site, pytest.mark.browser]

LESSON = "book/ch02_flask/03_routing.html"
PHONE = {"width": 360, "height": 740}

AXE = "(box) => axe.run(box).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"

Visit = Callable[..., Page]


def visit_in(page: Page, old: str, new: str) -> Page:
    """The same context, with what it remembers, at another page."""
    page.goto(page.url.replace(old, new))
    return page


def search(page: Page, words: str) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    expect(page.locator(".search-found > li").first).to_be_visible()


def test_search_answers_as_one_types_and_the_keyboard_leads_to_the_section(visit: Visit) -> None:
    page = visit(LESSON)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.search")).to_be_visible()
    expect(page.get_by_label("Search the course")).to_be_focused()
    page.keyboard.type("open redirect")
    found = page.locator(".search-found > li")
    expect(found.first).to_contain_text("2.3 Routing and views")
    expect(found.first.locator("mark").first).to_contain_text(re.compile("redirect", re.IGNORECASE))
    assert any("/course/search/" in url for url in asked)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-place").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Search the course")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LESSON}#redirects-and-what-they-do-to-a-form")
    expect(page.locator("dialog.search")).to_be_hidden()
    expect(page.get_by_role("heading", name="Redirects and what they do to a form")).to_be_in_viewport()


def test_nothing_of_the_search_is_loaded_before_it_is_opened(visit: Visit) -> None:
    page = visit(LESSON)
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert not [name for name in loaded if "search" in name or "terms" in name]


def test_code_is_found_and_shown_with_its_lines(visit: Visit) -> None:
    page = visit(LESSON)
    search(page, "abort(404)")
    lines = page.locator("code.search-excerpt", has_text="abort(404)").first.inner_text().splitlines()
    at = next(number for number, line in enumerate(lines) if "abort(404)" in line)
    assert lines[at - 1].startswith("if ")
    assert lines[at].startswith("    ")


def test_the_lesson_that_teaches_a_thing_comes_first(visit: Visit) -> None:
    page = visit(LESSON)
    search(page, "url_for")
    taught = {"url_for": "2.3", "N+1": "2.6c", "unit of work": "2.6b", "git rebase": "1.6", "GIL": "1.2"}
    for words, lesson in taught.items():
        page.get_by_label("Search the course").fill(words)
        expect(page.locator(".search-lesson").first).to_have_text(lesson)


def test_what_a_prediction_or_a_quiz_hides_is_not_found(visit: Visit) -> None:
    page = visit(SAMPLE_PAGE)
    search(page, "empty dictionary")
    shown = page.locator(".search-found").inner_text()
    assert "that is an empty dictionary" not in shown


def test_search_without_an_answer_says_so_and_escape_closes_it(visit: Visit) -> None:
    page = visit(LESSON)
    page.keyboard.press("Control+k")
    # Pagefind also finds a word that is the beginning of what is typed; no word here begins with these.
    expect(page.get_by_label("Search the course")).to_be_focused()
    page.keyboard.type("ωωψ")
    expect(page.locator(".search-said")).to_contain_text("Nothing is found")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).to_be_hidden()


def test_the_dialog_fits_a_phone(visit: Visit) -> None:
    page = visit(LESSON, viewport=PHONE)
    page.locator("a.search-open").click()
    page.keyboard.type("converter")
    expect(page.locator(".search-found > li").first).to_be_visible()
    box = page.locator("dialog.search").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert page.evaluate("document.querySelector('dialog.search').scrollWidth <= 360")


def test_the_search_page_reads_its_address_and_without_scripts_names_other_ways(visit: Visit) -> None:
    page = visit("search.html?q=url_for")
    expect(page.locator(".search-found > li").first).to_be_visible()
    assert page.locator(".search-found mark", has_text="url_for").count() > 0
    plain = visit(LESSON, java_script_enabled=False)
    plain.locator("a.search-open").click()
    plain.get_by_role("main").get_by_role("link", name="index").click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Index")


def test_a_term_is_defined_to_the_pointer_and_the_keyboard_and_escape_closes_the_card(visit: Visit) -> None:
    page = visit(LESSON)
    term = page.locator("a.term", has_text="traceback")
    term.hover()
    card = page.get_by_role("tooltip")
    expect(card).to_contain_text("The list of calls that led to an exception")
    card.hover()  # whoever reads the card may move into it
    page.wait_for_timeout(300)
    expect(card).to_be_visible()
    page.mouse.move(2, 400)
    expect(card).to_be_hidden()
    term.focus()
    expect(card).to_be_visible()
    assert term.get_attribute("aria-describedby") == card.get_attribute("id")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_axe_finds_nothing_in_the_open_search_and_the_card_in_both_schemes(visit: Visit) -> None:
    gate_tools.node()
    page = visit(LESSON, color_scheme="light", reduced_motion="reduce")
    page.add_script_tag(path=gate_tools.AXE)
    search(page, "redirect")
    assert page.evaluate(AXE, "dialog.search") == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(AXE, "dialog.search") == []
    page.keyboard.press("Escape")
    page.locator("a.term").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert page.evaluate(AXE, "#term-card") == []
    page.emulate_media(color_scheme="light")
    assert page.evaluate(AXE, "#term-card") == []


def test_a_term_is_defined_by_touch_and_a_second_tap_leads_to_the_glossary(visit: Visit) -> None:
    page = visit(LESSON, viewport=PHONE, has_touch=True, is_mobile=True)
    term = page.locator("a.term", has_text="traceback")
    term.tap()
    card = page.get_by_role("tooltip")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= PHONE["width"] - box["width"]
    term.tap()
    page.wait_for_url("**/book/glossary.html#term-traceback")


def test_a_lesson_read_to_its_end_is_remembered_shown_and_forgotten(visit: Visit, tmp_path: Path) -> None:
    page = visit(LESSON)
    button = page.get_by_role("button", name="I have read this lesson")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.scroll_into_view_if_needed()
    expect(button).to_have_attribute("aria-pressed", "true")
    entry = page.locator('.course-nav li[data-page="book/ch02_flask/03_routing"]')
    expect(entry).to_have_class(re.compile(r"\bread\b"))

    visit_in(page, "ch02_flask/03_routing", "path")
    said = page.locator(".read-count")
    expect(said).to_contain_text(re.compile(r"You have read 1 of \d\d+ lessons"))
    expect(page.locator("li a.read")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    kept = tmp_path / "kept.json"
    download.value.save_as(kept)
    assert list(json.loads(kept.read_text(encoding="utf-8"))) == ["book/ch02_flask/03_routing"]

    start = visit_in(page, "path", "index")
    expect(start.get_by_role("link", name="Go on with lesson 2.4")).to_be_visible()
    visit_in(page, "index", "path")
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Forget it").click()
    expect(said).to_contain_text("You have read 0 of")
    page.locator(".read-record input[type=file]").set_input_files(kept)
    expect(said).to_contain_text("You have read 1 of")
    kept.write_text("[1, 2", encoding="utf-8")
    page.locator(".read-record input[type=file]").set_input_files(kept)
    expect(said).to_contain_text("holds no list")


def test_the_button_takes_a_mark_back_and_it_stays_back(visit: Visit) -> None:
    page = visit(LESSON)
    button = page.get_by_role("button", name="I have read this lesson")
    button.dispatch_event("click")  # the end of the lesson is not in view yet, so nothing else marks it
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    page.wait_for_timeout(1800)  # longer than the end must stay in view
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_quiz_is_answered_by_keyboard_and_names_its_question(visit: Visit) -> None:
    page = visit(LESSON)
    question = "1 · The rule is /terms/<int:year>. What does /terms/spring answer?"
    group = page.get_by_role("group", name=question)
    choices = group.locator("details.choice")
    choices.first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(choices.first.get_by_text("No rule fits, so no view runs")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(choices.nth(1).get_by_text("A path that fits no rule does not exist")).to_be_visible()
    plain = visit(LESSON, java_script_enabled=False)
    plain.locator(".quiz details summary").first.click()
    expect(plain.locator(".quiz .answer").first).to_be_visible()
