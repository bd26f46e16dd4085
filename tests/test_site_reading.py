"""Quizzes, terms, the index and the search's digests, as the built pages hold them."""

from __future__ import annotations

import functools
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from site_sample import ROOT, SAMPLE_PAGE, Built

from grader.book.check import faults
from grader.book.search import LINE, digest
from grader.errors import CourseError
from grader.manifest import load

pytestmark = [pytest.mark.site]

FEWEST_WORDS = 3
"""Of an answer that explains why a choice is wrong."""

PAGE = """<html><body><nav>menu</nav><article><section id="a">
<h1>Seats<a class="headerlink" href="#a">#</a></h1>
<pre>def f():
    return "&lt;b&gt;"
</pre>
<details class="folded-output"><pre>28</pre></details>
<div class="quiz">
<details class="choice wrong"><summary>A set</summary><div class="answer">No: 42</div></details>
</div></section></article></body></html>"""


@functools.cache
def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


def lessons(site: Built) -> Iterator[tuple[str, BeautifulSoup]]:
    for lesson in load(ROOT / "book" / "course.toml").lessons():
        page = site.folder / "book" / lesson.page.with_suffix(".html")
        yield lesson.name, soup(page)


def test_every_quiz_has_one_right_choice_and_explains_the_others(site: Built) -> None:
    for name, page in lessons(site):
        quizzes = page.select(".quiz")
        assert len(quizzes) >= 4, name
        for quiz in quizzes:
            question = quiz.find(id=quiz["aria-labelledby"])
            assert isinstance(question, Tag)
            assert len(quiz.select(":scope > details.right")) == 1, question.get_text()
            wrong = quiz.select(":scope > details.wrong > .answer")
            assert len(wrong) >= 2, question.get_text()
            for answer in wrong:
                assert len(answer.get_text().split()) >= FEWEST_WORDS, answer.get_text()


def test_a_quiz_of_the_sample_names_its_question_and_its_answers(site: Built) -> None:
    quiz = soup(site.folder / SAMPLE_PAGE).select_one(".quiz")
    assert quiz is not None
    assert quiz["role"] == "group"
    choices = [
        (choice["class"][1], choice.select_one(".answer").get_text(strip=True)) for choice in quiz("details")
    ]
    assert choices == [("wrong", "No: that is an emptydictionary."), ("right", "Yes.")]
    assert not quiz.select("details[open]")


def test_a_term_is_linked_once_on_a_page_and_not_where_it_is_introduced(site: Built) -> None:
    defined = json.loads((site.folder / "_static" / "terms.json").read_text(encoding="utf-8"))
    for name, page in lessons(site):
        linked = [str(link["href"]).partition("#")[2] for link in page.select("a.term")]
        assert linked, name
        assert len(linked) == len(set(linked)), name
        assert set(linked) <= set(defined), name
        introduced = {bold.get_text().lower() for bold in page.select("article strong")}
        assert not [link for link in page.select("a.term") if link.get_text().lower() in introduced], name
        assert not page.select(":is(h1, h2, h3, pre, code, .quiz, .callout-aims, a) a.term"), name


def test_definitions_are_those_of_the_glossary(site: Built) -> None:
    defined = json.loads((site.folder / "_static" / "terms.json").read_text(encoding="utf-8"))
    glossary = soup(site.folder / "book" / "glossary.html")
    terms = glossary.select("dl.glossary dt[id]")
    assert len(terms) == len(defined)
    for term in terms:
        said = BeautifulSoup(defined[str(term["id"])]["says"], "html.parser").get_text()
        definition = term.find_next("dd")
        assert isinstance(definition, Tag)
        assert said.split() == definition.get_text().split()


def test_the_index_leads_from_terms_app_and_commands_to_lessons(site: Built) -> None:
    page = soup(site.folder / "book" / "subject_index.html")
    terms = {entry.find("a").get_text(): entry for entry in page.select("ul.index-terms li")}
    assert len(terms) == len(soup(site.folder / "book" / "glossary.html").select("dl.glossary dt[id]"))
    plain = {term: entry for term, entry in terms.items() if not term.endswith(")")}
    assert [term for term, entry in plain.items() if len(entry("a")) == 1] == [], "used in no lesson"
    assert [link.get_text() for link in terms["converter"].select("a")] == ["converter", "2.3"]
    assert terms["converter"].select("a")[1]["href"] == "ch02_flask/03_routing.html#converters"
    shown = {entry.find("code").get_text(): entry for entry in page.select("ul.index-app li")}
    overlaps = {
        link.get_text(): link["href"] for link in shown["university.domain.timetable:Meeting.overlaps"]("a")
    }
    assert "1.8b" in overlaps
    source = overlaps["university.domain.timetable:Meeting.overlaps"]
    assert str(source).startswith("../source/university/domain/timetable.html#line-")
    commands = {entry.find("code").get_text() for entry in page.select("ul.index-commands li")}
    assert {"git commit", "course check", "flask run", "grep"} <= commands


def test_the_words_that_are_no_terms_in_texts_are_in_the_glossary() -> None:
    source = (ROOT / "book" / "_ext" / "course_terms.py").read_text(encoding="utf-8")
    listed = re.findall(r'"(\w+)"', source.partition("EVERYDAY = frozenset({")[2].partition("})")[0])
    terms = {
        line.lower() for line in (ROOT / "book" / "glossary.md").read_text(encoding="utf-8").splitlines()
    }
    assert listed
    assert sorted(set(listed) - terms) == []


def test_a_digest_keeps_anchors_and_lines_and_leaves_out_what_is_hidden() -> None:
    page = digest(PAGE, "2.3")
    assert '<h1 id="a">Seats</h1>' in page
    assert f"{LINE} def f(): {LINE}···· return" in page
    assert "&lt;b&gt;" in page
    assert '<p data-pagefind-meta="lesson" hidden>2.3</p>' in page
    assert "A set" in page
    assert not [word for word in ("menu", "28", "42", "#</a>") if word in page]


def test_every_page_of_the_book_is_in_the_index_of_the_search(site: Built) -> None:
    found = []
    for fragment in (site.folder / "search" / "fragment").iterdir():
        text = gzip.decompress(fragment.read_bytes()).decode("utf-8")
        found.append(json.loads(text[text.index("{") :])["url"])
    pages = [
        f"/{page.relative_to(site.folder).as_posix()}" for page in (site.folder / "book").rglob("*.html")
    ]
    assert sorted(found) == sorted(pages)


def test_the_built_site_has_no_fault(site: Built) -> None:
    assert faults(site.folder) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="none.html">x</a>', "a.html: none.html leads nowhere"),
        ('<a href="#none">x</a>', "a.html: #none has no such anchor"),
        ('<img src="https://elsewhere.example/x.png" alt="">', "is loaded from elsewhere"),
        ('<link rel="stylesheet" href="//elsewhere.example/x.css">', "is loaded from elsewhere"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, body: str, fault: str) -> None:
    for name in ("index.html", "404.html", "search.html", "search/pagefind.js", "_static/terms.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "a.html").write_text(f'<p id="a"><a href="#a">a</a>{body}', encoding="utf-8")
    found = faults(tmp_path)
    assert len(found) == 1
    assert fault in found[0]


def test_a_site_that_is_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        faults(tmp_path)
    assert "make book" in caught.value.remedy
