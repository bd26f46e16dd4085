"""The app's own files as pages of the site, and the way from code that a lesson shows to its file.

`show()` writes the file's name above the code. Here that name becomes a link to the file's page, at the line
where the code begins.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from sphinx.application import Sphinx

APP = "reference_app/"
SHOWN = re.compile(rf"\A# ({APP}[\w/]+\.py)\n")
STORED = re.compile(rf'"# ({APP}[\w/]+\.py)\\n')
"""How a notebook's file holds the first line of what `show()` gave."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Link shown code, and add the pages."""
    app.connect("doctree-read", link_shown_code)
    app.connect("html-collect-pages", source_pages)
    return {
        "env_version": zlib.crc32(Path(__file__).read_bytes()),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def link_shown_code(app: Sphinx, page: nodes.document) -> None:
    """Put a link to its file above each piece of the app's code."""
    for block in list(page.findall(nodes.literal_block)):
        found = SHOWN.match(block.astext())
        file = Path(app.confdir, found[1]) if found is not None else None
        if found is None or file is None or not file.is_file():
            continue
        code = block.astext()[found.end() :]
        anchor = f"#line-{first_line(file, code)}"
        up = "../" * app.env.docname.count("/")
        link = nodes.reference(
            "", found[1].removeprefix(APP), refuri=f"{up}{page_name(found[1])}.html{anchor}", internal=True
        )
        shown = nodes.literal_block(code, code, language=block.get("language", "python"))
        box = nodes.container("", nodes.paragraph("", "", link, classes=["from"]), shown, classes=["shown"])
        block.replace_self(box)


def first_line(file: Path, code: str) -> int:
    """The line of `file`, from 1, where `code` begins, whatever its indentation; 1 where it is not found."""
    there = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    wanted = [line.strip() for line in code.strip().splitlines()]
    starts = range(len(there) - len(wanted) + 1)
    return next((start + 1 for start in starts if there[start : start + len(wanted)] == wanted), 1)


def page_name(file: str) -> str:
    """`source/university/settings` for `reference_app/university/settings.py`."""
    return f"source/{PurePosixPath(file.removeprefix(APP)).with_suffix('')}"


def source_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page for each file that a lesson shows."""
    for file, docnames in sorted(_shown_in(app).items()):
        path = Path(app.confdir, file)
        if path.is_file():
            name = page_name(file)
            body = _listing(app, name, path.read_text(encoding="utf-8"), file.removeprefix(APP), docnames)
            yield name, {"title": file.removeprefix(APP), "body": body}, "page.html"


def _shown_in(app: Sphinx) -> dict[str, list[str]]:
    """For each shown file the lessons that show it, in the order of their names."""
    found: dict[str, list[str]] = defaultdict(list)
    for docname in sorted(app.env.found_docs):
        notebook = Path(app.env.doc2path(docname))
        if notebook.suffix == ".ipynb":
            for file in sorted(set(STORED.findall(notebook.read_text(encoding="utf-8")))):
                found[file].append(docname)
    return found


def _listing(app: Sphinx, name: str, source: str, title: str, docnames: list[str]) -> str:
    links = ", ".join(
        f'<a href="{app.builder.get_relative_uri(name, docname)}">{escape(_title(app, docname))}</a>'
        for docname in docnames
    )
    formatter = HtmlFormatter(linespans="line", cssclass="highlight")
    return (
        f"<h1><code>{escape(title)}</code></h1>\n"
        f"<p>A file of the university app, as it is today. Shown in: {links}.</p>\n"
        f'<div class="listing">{highlight(source, PythonLexer(), formatter)}</div>'
    )


def _title(app: Sphinx, docname: str) -> str:
    page = next((page for page in app.course_site.navigation.pages if page.docname == docname), None)
    return page.label if page is not None else str(app.env.titles[docname].astext())
