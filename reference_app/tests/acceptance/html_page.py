"""A page as a visitor has it: visible text, links, forms. Nothing of its markup."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


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


class Page(HTMLParser):
    """Read from HTML that came from `path`."""

    def __init__(self, html: str, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.links, self.forms = path, [], []
        self._words: list[str] = []
        self._open: list[str] = []
        self._link: Link | None = None
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """The visible text, with single spaces."""
        return " ".join(" ".join(self._words).split())

    def link(self, href: str) -> Link | None:
        """The first link to `href`, or None."""
        return next((link for link in self.links if link.href == href), None)

    def form(self, action_ends: str, **fields: str) -> Form | None:
        """The first form whose address ends so and which sends these fields, or None."""
        for form in self.forms:
            if form.action.endswith(action_ends) and fields.items() <= form.fields.items():
                return form
        return None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a" and "href" in given:
            self._link = Link(urljoin(self.path, given["href"]))
            self.links.append(self._link)
        if tag == "form":
            address = urljoin(self.path, given.get("action", ""))
            self.forms.append(Form(address, given.get("method", "get").lower()))
        if tag in {"input", "select", "textarea"} and self.forms and "name" in given:
            self.forms[-1].fields[given["name"]] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = None
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if {"script", "style", "title", "template"} & set(self._open):
            return
        self._words.append(data)
        if self._link is not None:
            self._link.text = " ".join(f"{self._link.text} {data}".split())
