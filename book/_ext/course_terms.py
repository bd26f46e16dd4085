"""Terms of the glossary in lessons: the first use on a page links to its entry and shows the definition.

The definitions stand once, in `_static/terms.json`, made from book/glossary.md with every build; the script
`terms.js` asks for it when a reader first points at a term. Without scripts the link leads to the glossary.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

GLOSSARY = "book/glossary"
LESSONS = re.compile(r"book/ch\d\d_")
"""The pages whose text is looked through."""

# fmt: off
EVERYDAY = frozenset({
    "batch", "bind", "block", "branch", "cascade", "cause", "commit", "conflict", "decimal", "engine",
    "extension", "filter", "flush", "head", "index", "join", "merge", "method", "model", "path",
    "prefix", "property", "protocol", "remote", "repository", "resolver", "rule", "section", "session",
    "signature", "status", "table", "term",
})
# fmt: on
"""Terms that lessons also use in another sense, or in several: a definition would often be the wrong one."""

UNTOUCHED = (
    nodes.title,
    nodes.literal,
    nodes.literal_block,
    nodes.reference,
    nodes.strong,
    nodes.raw,
    addnodes.pending_xref,
)
"""What keeps its words: names, code, links, and the bold words by which a lesson introduces a term."""

QUALIFIER = re.compile(r" \([^)]*\)$")
"""What tells two entries of the glossary apart."""

TAG = re.compile(r"<(/?\w+)[^>]*>")
KEPT = ("code", "em", "strong")
"""Tags that a definition keeps in its card, without attributes."""


def setup(app: Sphinx) -> dict[str, object]:
    """Mark terms in each page and write the definitions."""
    app.connect("env-get-outdated", _outdated)
    app.connect("doctree-resolved", mark)
    app.connect("html-collect-pages", _write)
    return {
        "env_version": zlib.crc32(Path(__file__).read_bytes()),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _outdated(
    _app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], _removed: set[str]
) -> list[str]:
    """With the glossary every lesson is read again, since it may use a new term."""
    if GLOSSARY not in added | changed:
        return []
    return [page for page in env.found_docs if LESSONS.match(page)]


def mark(app: Sphinx, page: nodes.document, name: str) -> None:
    """Link the first use of each term of the glossary on a lesson's page."""
    if not LESSONS.match(name) or app.builder.format != "html":
        return
    anchors = plain(app.env)
    taught = {term_of(bold.astext(), anchors).lower() for bold in page.findall(nodes.strong)}
    left = {term: anchor for term, anchor in anchors.items() if term.lower() not in EVERYDAY | taught}
    glossary = app.builder.get_relative_uri(name, GLOSSARY)
    for text in [text for text in page.findall(nodes.Text) if _is_prose(text)]:
        parts = list(_linked(text.astext(), left, glossary))
        if len(parts) > 1:
            text.parent.replace(text, parts)


def entries(env: BuildEnvironment) -> Iterator[tuple[str, str, nodes.definition]]:
    """Each term of the glossary with its anchor and what it says."""
    for item in env.get_doctree(GLOSSARY).findall(nodes.definition_list_item):
        definition = next(item.findall(nodes.definition))
        for term in item.findall(nodes.term):
            yield term.astext(), term["ids"][0], definition


@cache
def plain(env: BuildEnvironment) -> dict[str, str]:
    """The terms as they stand in a text, with their anchors: of `index (Git)` and `index`, the latter."""
    known = {term: anchor for term, anchor, _ in entries(env)}
    return {QUALIFIER.sub("", term): anchor for term, anchor in known.items()} | known


def term_of(words: str, anchors: dict[str, str]) -> str:
    """The term that bold words introduce, or nothing."""
    spoken = words if words in anchors else words.strip(" .:")  # `.env` begins with a dot of its own
    found = pattern(tuple(anchors)).fullmatch(spoken)
    return _key(found[0], anchors) if found else ""


def _linked(text: str, left: dict[str, str], glossary: str) -> Iterator[nodes.Node]:
    """The text with links at the terms that are left; a term found is left no more."""
    at = 0
    for found in pattern(tuple(left)).finditer(text) if left else ():
        term = _key(found[0], left)
        anchor = left.pop(term, None)
        if anchor is None:
            continue
        yield nodes.Text(text[at : found.start()])
        link = nodes.reference("", "", internal=True, refuri=f"{glossary}#{anchor}", classes=["term"])
        link += nodes.Text(found[0])
        yield link
        at = found.end()
    yield nodes.Text(text[at:])


def _key(found: str, terms: dict[str, str]) -> str:
    """The term of a word as it was found: with a capital at the beginning, in the plural."""
    spellings = [found, found[0].lower() + found[1:]]
    singular = [word.removesuffix(ending) for word in spellings for ending in ("", "s", "es")]
    return next((word for word in singular if word in terms), "")


@cache
def pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """What finds a term as a word of its own; the longest term that fits wins."""
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<![\w./-])(?:{'|'.join(map(_spelling, longest_first))})(?![\w/-])")


def _spelling(term: str) -> str:
    first = f"[{term[0].upper()}{term[0]}]" if term[0].islower() else re.escape(term[0])
    return first + re.escape(term[1:]) + ("(?:e?s)?" if term[-1].isalpha() else "")


def _is_prose(text: nodes.Text) -> bool:
    """Neither code nor a heading, and nothing in a quiz, whose answer a definition may tell."""
    node = text.parent
    while node is not None:
        if isinstance(node, UNTOUCHED) or type(node).__name__ in ("quiz", "fold"):
            return False
        if type(node).__name__ == "callout" and node["kind"] == "aims":
            return False
        node = node.parent
    return True


def _write(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Write the definitions, by anchor; no page is made."""
    said = {}
    for term, anchor, definition in entries(app.env):
        html = str(app.builder.render_partial(definition)["fragment"])
        plain = TAG.sub(lambda tag: f"<{tag[1]}>" if tag[1].lstrip("/") in KEPT else "", html)
        said[anchor] = {"term": term, "says": " ".join(plain.split())}
    target = Path(app.outdir, "_static", "terms.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return []
