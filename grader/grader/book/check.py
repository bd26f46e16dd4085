"""What may be wrong with the built site: links and anchors that lead nowhere, and loads from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from grader.errors import CourseError

_LOADED = "img[src], script[src], iframe[src], source[src], video[src], audio[src], link[href]"
_NOT_LOADED = {"canonical", "next", "prev", "alternate", "license"}
"""Relations of a `<link>` that a browser does not follow by itself."""
_IN_STYLE = re.compile(r"(?:@import\s+|url\()\s*[\"']?(?:https?:)?//")
_NEEDED = ("index.html", "404.html", "search.html", "search/pagefind.js", "_static/terms.json")


def faults(site: Path) -> list[str]:
    """Each fault of the pages below `site`, in words; raises CourseError when nothing is built there."""
    if not (site / "index.html").is_file():
        raise CourseError(f"There is no built site in {site}.", remedy="Build it first: make book")
    anchors.cache_clear()
    found = [f"{name} is missing" for name in _NEEDED if not (site / name).is_file()]
    for page in pages(site):
        name = page.relative_to(site).as_posix()
        found += [f"{name}: {fault}" for fault in (*_dead_links(page), *_foreign_loads(page))]
    for sheet in site.rglob("*.css"):
        if _IN_STYLE.search(sheet.read_text(encoding="utf-8")):
            found.append(f"{sheet.relative_to(site).as_posix()} loads something from elsewhere")
    return found


def pages(site: Path) -> list[Path]:
    """Every page; what lies in _static is none."""
    return sorted(page for page in site.rglob("*.html") if "_static" not in page.parts)


def _dead_links(page: Path) -> Iterator[str]:
    """Links and loads inside the site whose file or anchor does not exist."""
    for node in _tree(page).css("[href]:not(base), [src]"):
        address = node.attributes.get("href") or node.attributes.get("src") or ""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if not target.is_file():
            yield f"{address} leads nowhere"
        elif parts.fragment and target.suffix == ".html" and unquote(parts.fragment) not in anchors(target):
            yield f"{address} has no such anchor"


def _foreign_loads(page: Path) -> Iterator[str]:
    for node in _tree(page).css(_LOADED):
        if _NOT_LOADED & set((node.attributes.get("rel") or "").split()):
            continue
        address = node.attributes.get("src") or node.attributes.get("href") or ""
        parts = urlsplit(address)
        if parts.netloc or parts.scheme not in ("", "data"):
            yield f"{address} is loaded from elsewhere"


@cache
def anchors(page: Path) -> frozenset[str]:
    """The ids of a page."""
    return frozenset(str(node.id) for node in _tree(page).css("[id]"))


@cache
def _tree(page: Path) -> LexborHTMLParser:
    return LexborHTMLParser(page.read_text(encoding="utf-8"))
