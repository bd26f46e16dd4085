"""What a visitor sees of an HTML page: its text and its links."""

from __future__ import annotations

from html.parser import HTMLParser

_INLINE = frozenset(
    {"a", "abbr", "b", "code", "em", "i", "kbd", "mark", "small", "span", "strong", "sub", "sup"}
)
_UNSEEN = frozenset({"script", "style", "template", "title"})


class Page(HTMLParser):
    """`text` with single spaces, and the targets of all links in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self._pieces: list[str] = []
        self._unseen = 0
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """The visible text, entities decoded."""
        return " ".join("".join(self._pieces).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links; text in scripts and the like is not seen."""
        self._unseen += tag in _UNSEEN
        if tag not in _INLINE:
            self._pieces.append(" ")
        if tag == "a":
            self.links.extend(value for name, value in attrs if name == "href" and value is not None)

    def handle_endtag(self, tag: str) -> None:
        """Text is seen again."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag not in _INLINE:
            self._pieces.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self._unseen:
            self._pieces.append(data)
