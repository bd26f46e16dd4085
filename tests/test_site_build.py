"""The built site: no warning, nothing from another host, its frame, pictures, boxes and folds."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from selectolax.lexbor import LexborHTMLParser
from site_sample import SAMPLE_PAGE, Built

pytestmark = [pytest.mark.site]


@functools.cache
def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@functools.cache
def parsed(page: Path) -> LexborHTMLParser:
    """A page read fast, for what is asked of all of them."""
    return LexborHTMLParser(page.read_text(encoding="utf-8"))


def test_the_build_is_silent(site: Built) -> None:
    assert "WARNING" not in site.said
    assert (site.folder / SAMPLE_PAGE).is_file()


def test_no_inline_script_or_style_names_another_host(site: Built) -> None:
    named = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
    found = [
        (page.name, match.group())
        for page in site.pages()
        for tag in parsed(page).css("script, style")
        for match in named.finditer(tag.text())
    ]
    assert found == []


def test_every_page_says_what_it_is(site: Built) -> None:
    titles = []
    for page in site.pages():
        tree = parsed(page)
        assert tree.css_first("html").attributes.get("lang") == "en", page
        assert len(tree.css("main")) == len(tree.css("h1")) == 1, page
        if page.name != "index.html" or page.parent != site.folder:
            titles.append(tree.css_first("title").text())
            assert tree.css_first("meta[name=description]").attributes["content"], page
    assert len(titles) == len(set(titles)) > 30


def test_pictures_have_a_text_and_a_size(site: Built) -> None:
    pictures = [picture for page in site.pages() for picture in parsed(page).css("img")]
    assert len(pictures) >= 20
    for picture in pictures:
        said = picture.attributes
        assert len(said["alt"]) > 30, said
        assert "tag=" not in said["alt"], said
        assert int(said["width"]) > 100, said
        assert int(said["height"]) > 100, said
        assert said["src"].endswith(".webp"), said


def test_drawings_stand_in_the_page_and_speak(site: Built) -> None:
    drawings = [drawing for page in site.pages() for drawing in parsed(page).css(".drawing svg")]
    assert len(drawings) >= 5
    for drawing in drawings:
        assert drawing.attributes["role"] == "img"
        assert len(drawing.attributes["aria-label"]) > 30
        assert int(drawing.attributes["height"]) > 100


def test_the_menu_groups_lessons_by_chapter_and_opens_the_one_that_is_read(site: Built) -> None:
    menu = parsed(site.folder / "book/ch02_flask/03_routing.html").css_first("#course-nav")
    chapters = menu.css("details")
    assert [chapter.css_first(".number").text() for chapter in chapters] == ["1", "2"]
    assert ["open" in chapter.attributes for chapter in chapters] == [False, True]
    here = menu.css_first("[aria-current=page]")
    assert " ".join(here.text().split()) == "2.3 Routing and views: the catalogue pages"


def test_a_lesson_says_where_it_stands_and_what_comes_next(site: Built) -> None:
    page = parsed(site.folder / "book/ch02_flask/03_routing.html")
    crumbs = [" ".join(step.text().split()) for step in page.css(".crumbs li")]
    assert crumbs == ["Part II · Flask", "Chapter 2 · Your first web application with Flask", "Lesson 2.3 ★"]
    ways = {link.attributes["class"]: link.attributes["href"] for link in page.css(".steps a")}
    assert ways == {"before": "02_growing_project.html", "after": "04_templates.html"}


def test_shown_code_leads_to_its_file_and_the_file_back(site: Built) -> None:
    lesson = site.folder / "book/ch01_foundations/08c_enrolment_rules.html"
    link = parsed(lesson).css_first(".shown .from a").attributes["href"]
    target, _, line = link.partition("#")
    file = (lesson.parent / target).resolve()
    back = [other.attributes["href"] for other in parsed(file).css("article p a")]
    assert any((file.parent / other).resolve() == lesson for other in back)
    assert parsed(file).css_first(f"#{line}") is not None


def test_blockquotes_and_the_paragraph_of_the_exercises_become_boxes(site: Built) -> None:
    article = soup(site.folder / SAMPLE_PAGE).find("article")
    assert isinstance(article, Tag)
    kinds = [box["class"][1].partition("-")[2] for box in article.find_all("div", class_="callout")]
    assert kinds == ["aims", "predict", "then", "pitfall", "limits", "exercises"]
    quotes = [quote.get_text(strip=True) for quote in article.find_all("blockquote")]
    assert quotes == ["An ordinary quotation, which stays one."]


def test_opening_facts_become_a_list(site: Built) -> None:
    facts = soup(site.folder / SAMPLE_PAGE).select("ul.facts > li")
    assert [" ".join(fact.get_text().split()) for fact in facts] == [
        "You need the path",
        "Minutes 35",
        "Adds to the app the seat count",
    ]


def test_outputs_after_a_prediction_are_folded_and_others_are_not(site: Built) -> None:
    page = soup(site.folder / SAMPLE_PAGE)
    folded = [box.find("pre").get_text() for box in page.select("details.folded-output")]
    assert folded == ["28\n", "wide " * 40 + "\n"]
    plain = [out.get_text() for out in page.select(".cell_output pre") if not out.find_parent("details")]
    assert plain == ["plain\n", "after\n"]
    assert not page.select("details[open]")


def test_the_front_leads_to_the_start_page(site: Built) -> None:
    front = soup(site.folder / "index.html")
    assert front.find("a", href="book/index.html") is not None


def test_the_start_page_names_the_three_doors(site: Built) -> None:
    text = soup(site.folder / "book" / "index.html").get_text()
    assert all(door in text for door in ("learner", "instructor", "reader", "make start"))
