"""Spelling, terms and links of everything that people read."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from prose.passages import Passage, passages, without_code
from spellchecker import SpellChecker

from grader.notebooks import files

ROOT = Path(__file__).parent.parent
WORDS = ROOT / "tests" / "prose" / "words.txt"

_WORD = re.compile(r"(?<![\w./@#-])[A-Za-z][a-z]+(?:['’][a-z]+)?(?![\w/@]|\.\w)")
_CODE = re.compile(r"^(```|~~~).*?^\1|(`+).+?\2", re.DOTALL | re.MULTILINE)
_GENITIVE = re.compile(r"['’]s?$")
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:href|src)=\"([^\"]+)\"")

FORBIDDEN = {
    r"simply": "say what to do; whether it is simple is the reader's to judge",
    r"just": "leave it out, or say `only`",
    r"obviously": "what is obvious need not be said",
    r"enroll(?!ed\b|ing\b)\w*": "enrol, enrolled, enrolment",
    r"catalog(?:s|ed)?": "catalogue",
    r"(?:behavior|color|favor|honor|neighbor|flavor)\w*": "British spelling: -our",
    r"(?:center|theater|fiber)(?:s|ed)?": "British spelling: -re",
    r"(?:organiz|recogniz|realiz|normaliz|serializ|authoriz)\w*": "British spelling: -is-",
    r"(?:optimiz|initializ|summariz|analyz|minimiz|sanitiz)\w*": "British spelling: -is-",
    r"(?:canceled|canceling|modeled|modeling|labeled|labeling|traveled|signaled)": "British spelling: -ll-",
    r"(?:defense|offense|gray|skeptical)": "British spelling",
    r"utilize\w*": "use",
    r"in order to": "to",
}
"""Words that our prose does without, and what it says instead."""


@cache
def all_passages() -> tuple[Passage, ...]:
    return tuple(passages(ROOT))


@cache
def known_words() -> frozenset[str]:
    return frozenset(WORDS.read_text(encoding="utf-8").split())


@cache
def dictionary() -> SpellChecker:
    return SpellChecker(language="en")


def unknown(text: str) -> set[str]:
    """Words that neither the dictionary nor our list has."""
    words = {_GENITIVE.sub("", word).lower().replace("’", "'") for word in _WORD.findall(text)}
    misspelt: set[str] = dictionary().unknown(words - known_words())
    return misspelt


def told(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{what}: {', '.join(sorted(set(where))[:3])}" for what, where in sorted(found.items()))


def test_every_word_is_in_a_dictionary() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for passage in all_passages():
        for word in unknown(passage.text):
            found[word].append(passage.where)
    assert not found, f"Misspelt, or missing in {WORDS.relative_to(ROOT)}:\n{told(found)}"


def test_our_list_is_in_order_and_holds_only_what_the_dictionary_lacks() -> None:
    words = WORDS.read_text(encoding="utf-8").split()
    assert words == sorted(set(words))
    assert not dictionary().known(words)


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_words_that_our_prose_does_without(pattern: str) -> None:
    word = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    found = [
        f"{passage.where}: {match[0]}" for passage in all_passages() for match in word.finditer(passage.text)
    ]
    assert not found, f"{FORBIDDEN[pattern]}: {found}"


def test_relative_links_lead_somewhere() -> None:
    broken = [
        f"{file.relative_to(ROOT)}: {link}"
        for file, text in markdown()
        for link in links(text)
        if not leads_somewhere(file, unquote(link))
    ]
    assert not broken, broken


def leads_somewhere(file: Path, link: str) -> bool:
    """Whether the link of a page or of a notebook, which lies in work/ when it is read, finds its file."""
    if (file.parent / link).exists():
        return True
    folder = "lessons" if file.is_relative_to(ROOT / "book") else "exercises"
    there = Path(os.path.normpath(Path("work", folder, file.parent.name, link)))
    place = {"lessons": "book", "exercises": "exercises"}.get(there.parts[1] if len(there.parts) > 1 else "")
    return (
        place is not None and there.parts[0] == "work" and (ROOT / place).joinpath(*there.parts[2:]).exists()
    )


def test_web_links_are_encrypted() -> None:
    insecure = re.compile(r"\]\(http://(?!127\.0\.0\.1|localhost)")
    assert not [str(file) for file, text in markdown() if insecure.search(text)]


def markdown() -> Iterator[tuple[Path, str]]:
    """Every page and every Markdown cell, with its file."""
    for page in [*ROOT.glob("*.md"), *(ROOT / "book").glob("*.md")]:
        yield page, page.read_text(encoding="utf-8")
    for folder in ("book", "solutions"):
        for file in sorted((ROOT / folder).glob("ch*/*.ipynb")):
            for cell in files.read(file).cells:
                if cell.cell_type == "markdown":
                    yield file, cell.source


def links(text: str) -> Iterator[str]:
    """The files that a text links to; addresses on the web and places in the same page are none."""
    for one, other in _LINK.findall(_CODE.sub("", text)):
        target = (one or other).partition("#")[0]
        if target and not re.match(r"[a-z]+:", target):
            yield target


@pytest.mark.parametrize(
    ("markdown_text", "left"),
    [
        ("A `recieve` here", {"a", "here"}),
        ("```\nrecieve\n```\nThere", {"there"}),
        ("[the page](recieve.md) and <b>bold</b>", {"the", "page", "and", "bold"}),
    ],
)
def test_code_and_addresses_are_no_prose(markdown_text: str, left: set[str]) -> None:
    assert {word.lower() for word in re.findall(r"[A-Za-z]+", without_code(markdown_text))} == left


def test_a_slip_is_noticed() -> None:
    assert unknown("The student recieves a seat's number; nobody’s enrolment isn't lost.") == {"recieves"}
