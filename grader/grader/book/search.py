"""The index of the site's search, made by pagefind from what the built pages say.

Pagefind reads digests of the pages, not the pages: only their own text, headings that carry their section's
anchor, and code whose lines can be told apart again. So the index depends on no theme. What is folded away
until a reader has predicted it stays out, and so do a quiz's answers, or an excerpt would tell them.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from grader.errors import CourseError
from grader.manifest import load
from grader.paths import Paths

FOLDER = "search"
"""The index's folder in the site; the script `search.js` asks there."""

LINE = "⏎"
"""Begins a line of code, before a `·` for each space of its indentation: the index keeps no white space."""

_UNSPOKEN = (
    "script, style, nav, noscript, button, ul.index, .headerlink, .folded-output, .choice > .answer, "
    ".visually-hidden, [data-unspoken]"
)
_UNUSED = ("pagefind-*.css", "pagefind-*.js", "wasm.unknown.pagefind")
_USED = "pagefind-worker.js"
_INDENT = re.compile(r" *")


def index(paths: Paths, site: Path) -> None:
    """Write the index of the pages of `site` into its folder `search`; raises CourseError when that fails."""
    lessons = load(paths.book / "course.toml").lessons()
    names = {Path("book", lesson.page.with_suffix(".html")): lesson.name for lesson in lessons}
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="course-search-") as digests:
        for page in sorted((site / "book").rglob("*.html")):
            place = page.relative_to(site)
            copy = Path(digests, place)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(digest(page.read_text(encoding="utf-8"), names.get(place, "")), encoding="utf-8")
        options = ["--keep-index-url", "--include-characters", "+", "--quiet"]  # so that N+1 is a word
        _pagefind("--site", digests, "--output-path", str(site / FOLDER), *options)
    for file in (file for pattern in _UNUSED for file in (site / FOLDER).glob(pattern)):
        if file.name != _USED:
            file.unlink()


def digest(page: str, lesson: str = "") -> str:
    """What of a page can be found, as a page for pagefind; `lesson` is its name, such as `2.3`."""
    tree = LexborHTMLParser(page)
    said = tree.css_first("article") or tree.css_first("main")
    if said is None:
        return ""
    for unspoken in said.css(_UNSPOKEN):
        unspoken.decompose()
    for choice in said.css("summary"):
        choice.insert_after(" ")  # or its last word grows together with the answer's first
    _name_headings(said)
    for number, block in enumerate(said.css("pre"), start=1):
        _keep_lines(tree, block, number)
    name = f'<p data-pagefind-meta="lesson" hidden>{html.escape(lesson)}</p>' if lesson else ""
    body = f"<body>{name}<main data-pagefind-body>{said.html}</main></body>"
    return f'<!DOCTYPE html><html lang="en">{body}</html>'


def _name_headings(said: LexborNode) -> None:
    """Let each heading carry the anchor of its section: pagefind knows no other place in a page."""
    for section in said.css("section[id]"):
        heading = section.css_first("h1, h2, h3, h4")
        if heading is not None and heading.parent == section:
            heading.attrs["id"] = section.id
            del section.attrs["id"]


def _keep_lines(tree: LexborHTMLParser, block: LexborNode, number: int) -> None:
    """Replace a block of code by one whose lines and indentation survive, between two marks."""
    lines = block.text().rstrip().split("\n")
    begin, code, end = (tree.create_node(name) for name in ("p", "pre", "p"))
    begin.attrs["id"], end.attrs["id"] = f"code-{number}", f"code-{number}-end"
    code.insert_child("".join(f" {LINE}{_INDENT.sub(_dots, line, count=1)}" for line in lines))
    block.insert_before(begin)
    block.insert_after(end)
    block.replace_with(code)


def _dots(spaces: re.Match[str]) -> str:
    return f"{'·' * len(spaces[0])} "


def _pagefind(*options: str) -> None:
    if find_spec("pagefind_bin") is None:
        raise CourseError("pagefind is not installed here.", remedy="Run `make setup`, then this again.")
    command = [sys.executable, "-m", "pagefind_bin", *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode != 0:
        raise CourseError(
            f"The index of the search was not made: {(done.stderr or done.stdout).strip()}",
            remedy="Free some space or mend the folder's permissions, then run this again.",
        )
