"""A page as a visitor has it: visible text, links, forms. Nothing of its markup."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

UNSEEN = ["script", "style", "title", "template"]


def lacks(text: str, part: str) -> bool:
    """Whether `part` is nowhere in `text`. A bare `not in` would have pytest compare the two for seconds."""
    return part not in text


@dataclass(frozen=True)
class Link:
    """Where a link leads, as a whole path, and its text."""

    href: str
    text: str


@dataclass(frozen=True)
class Form:
    """A form with the values it would send."""

    action: str
    method: str
    fields: dict[str, str]


class Page:
    """What a visitor has of HTML that came from `path`; it is read when first asked about, as browsers do."""

    def __init__(self, html: str, path: str) -> None:
        self.path = path
        self._html = html

    @cached_property
    def _tree(self) -> LexborHTMLParser:
        tree = LexborHTMLParser(self._html)
        tree.strip_tags(UNSEEN)
        return tree

    @cached_property
    def links(self) -> list[Link]:
        """All links, in the page's order."""
        return [Link(self._address(node, "href"), _words(node)) for node in self._tree.css("a[href]")]

    @cached_property
    def forms(self) -> list[Form]:
        """All forms, in the page's order."""
        return [
            Form(self._address(form, "action"), (_given(form, "method") or "get").lower(), _fields(form))
            for form in self._tree.css("form")
        ]

    @cached_property
    def text(self) -> str:
        """The visible text, with single spaces."""
        return _words(self._tree.body) if self._tree.body else ""

    def link(self, href: str) -> Link | None:
        """The first link to `href`, or None."""
        return next((link for link in self.links if link.href == href), None)

    def form(self, action_ends: str, **fields: str) -> Form | None:
        """The first form whose address ends so and which sends these fields, or None."""
        for form in self.forms:
            if form.action.endswith(action_ends) and fields.items() <= form.fields.items():
                return form
        return None

    def _address(self, node: LexborNode, attribute: str) -> str:
        return urljoin(self.path, _given(node, attribute))


def _given(node: LexborNode, attribute: str) -> str:
    return node.attributes.get(attribute) or ""


def _words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _fields(form: LexborNode) -> dict[str, str]:
    return {
        _given(node, "name"): _value(node) for node in form.css("input[name], select[name], textarea[name]")
    }


def _value(node: LexborNode) -> str:
    """What the field would send as it stands."""
    if node.tag == "textarea":
        return node.text()
    if node.tag == "select":
        chosen = node.css_first("option[selected]") or node.css_first("option")
        return _given(chosen, "value") if chosen else ""
    return _given(node, "value")
