"""A page as a visitor has it: visible text, links, forms. Nothing of its markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urljoin

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = frozenset({"script", "style", "title", "template"})


def lacks(text: str, part: str) -> bool:
    """Whether `part` is nowhere in `text`. A bare `not in` would have pytest compare the two for seconds."""
    return part not in text


@dataclass
class Link:
    """Where a link leads, as a whole path, and its text."""

    href: str
    text: str = ""


@dataclass
class Form:
    """A form with the values it would send."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class Page:
    """What a visitor has of HTML that came from `path`; it is read when first asked about."""

    def __init__(self, html: str, path: str) -> None:
        self.path = path
        self._html = html

    @cached_property
    def _read(self) -> _Reader:
        return _Reader(self._html, self.path)

    @property
    def links(self) -> list[Link]:
        """All links, in the page's order."""
        return self._read.links

    @property
    def forms(self) -> list[Form]:
        """All forms, in the page's order."""
        return self._read.forms

    @cached_property
    def text(self) -> str:
        """The visible text, with single spaces."""
        return " ".join(" ".join(self._read.words).split())

    def link(self, href: str) -> Link | None:
        """The first link to `href`, or None."""
        return next((link for link in self.links if link.href == href), None)

    def form(self, action_ends: str, **fields: str) -> Form | None:
        """The first form whose address ends so and which sends these fields, or None."""
        for form in self.forms:
            if form.action.endswith(action_ends) and fields.items() <= form.fields.items():
                return form
        return None


class _Reader(HTMLParser):
    """Collects links, forms and visible words."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[Link] = []
        self.forms: list[Form] = []
        self.words: list[str] = []
        self._path = path
        self._open: list[str] = []
        self._link: Link | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a" and "href" in given:
            self._link = Link(urljoin(self._path, given["href"]))
            self.links.append(self._link)
        if tag == "form":
            address = urljoin(self._path, given.get("action", ""))
            self.forms.append(Form(address, given.get("method", "get").lower()))
        if tag in {"input", "select", "textarea"} and self.forms and "name" in given:
            self.forms[-1].fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = None
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not UNSEEN.isdisjoint(self._open):
            return
        self.words.append(data)
        if self._link is not None:
            self._link.text = " ".join(f"{self._link.text} {data}".split())
