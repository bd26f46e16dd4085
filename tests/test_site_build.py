"""The built site: no warning, nothing from another host, links that lead somewhere, boxes and folds."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from site_sample import SAMPLE_PAGE, Built, built

pytestmark = [pytest.mark.site]

LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
"""Elements whose address a browser fetches by itself."""

LOADED_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "modulepreload", "dns-prefetch"}


@pytest.fixture(scope="session")
def site() -> Built:
    done = built()
    assert done.code == 0, done.said
    return done


@functools.cache
def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def is_external(address: str) -> bool:
    return bool(urlsplit(address).scheme not in ("", "data") or address.startswith("//"))


def test_the_build_is_silent(site: Built) -> None:
    assert "WARNING" not in site.said
    assert (site.folder / SAMPLE_PAGE).is_file()


def test_no_page_loads_anything_from_elsewhere(site: Built) -> None:
    found = []
    for page in site.pages():
        for name, attribute in LOADED.items():
            found += [str(tag) for tag in soup(page).find_all(name) if is_external(tag.get(attribute) or "")]
        for link in soup(page).find_all("link", href=True):
            if LOADED_LINKS & set(link.get("rel") or ()) and is_external(str(link["href"])):
                found.append(str(link))
    assert found == []


def test_no_inline_script_or_style_names_another_host(site: Built) -> None:
    named = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
    found = [
        (page.name, match.group())
        for page in site.pages()
        for tag in soup(page).find_all(["script", "style"])
        for match in named.finditer(tag.get_text())
    ]
    assert found == []


def test_no_stylesheet_loads_anything_from_elsewhere(site: Built) -> None:
    for sheet in site.folder.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"(?:@import\s+|url\()\s*[\"']?(?:https?:)?//", text), sheet


def test_links_and_anchors_lead_somewhere(site: Built) -> None:
    broken = []
    for page in site.pages():
        for tag, attribute in [*((t, "href") for t in soup(page).find_all(href=True)), *loaded(soup(page))]:
            address = urlsplit(str(tag[attribute]))
            if address.scheme or address.netloc:
                continue
            target = page if not address.path else (page.parent / unquote(address.path)).resolve()
            if not target.is_file():
                broken.append(f"{page.name}: {tag[attribute]}")
            elif address.fragment and target.suffix == ".html" and not has_anchor(target, address.fragment):
                broken.append(f"{page.name}: {tag[attribute]} (no such anchor)")
    assert broken == []


def loaded(page: BeautifulSoup) -> list[tuple[Tag, str]]:
    return [(tag, "src") for name in LOADED for tag in page.find_all(name, src=True)]


def has_anchor(page: Path, fragment: str) -> bool:
    return soup(page).find(id=unquote(fragment)) is not None


def test_every_page_has_title_language_and_one_main(site: Built) -> None:
    for page in site.pages():
        html = soup(page).find("html")
        assert isinstance(html, Tag), page
        assert html.get("lang") == "en", page
        assert soup(page).title, page
        assert soup(page).title.get_text(strip=True) not in ("", "<no title>"), page
        assert len(soup(page).find_all("main")) == 1, page
        assert all(image.has_attr("alt") for image in soup(page).find_all("img")), page


def test_blockquotes_become_boxes(site: Built) -> None:
    article = soup(site.folder / SAMPLE_PAGE).find("article")
    assert isinstance(article, Tag)
    kinds = [box["class"][1] for box in article.find_all("div", class_="callout")]
    assert kinds == ["callout-aims", "callout-predict", "callout-then", "callout-pitfall", "callout-limits"]
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
