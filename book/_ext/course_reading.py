"""What a reader gets beside the text: search, quizzes, terms, the index, and what others see.

The search is pagefind's, whose index `course book build` makes, so Sphinx's own is left out. The page
`search` serves those who follow the link without opening the dialog.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from sphinx.application import Sphinx

PARTS = ("course_quiz", "course_terms", "course_index", "course_publish")


def setup(app: Sphinx) -> dict[str, object]:
    """Load the parts, and the one script that fetches the others when they are needed."""
    for part in PARTS:
        app.setup_extension(part)
    app.add_js_file("reading.js", type="module")
    app.connect("builder-inited", _leave_out_own_search)
    app.connect("html-collect-pages", _pages)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _leave_out_own_search(app: Sphinx) -> None:
    app.builder.search = False


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """The search, and what static hosts show for an address that leads nowhere."""
    yield "search", {"title": "Search"}, "search.html"
    address = app.config.course_address
    site_path = f"{urlsplit(address).path}/" if address else ""
    yield "404", {"title": "There is no such page", "site_path": site_path}, "404.html"
