"""Requirements as the data files write them, which is how `describe` words them.

BIO-101 and (CHE-110 or PHY-110 with B- or better)
ECO-101 and MAT-101 (may be in progress)
"""

from __future__ import annotations

import re

from university.domain.errors import InvalidValue
from university.domain.requirements import NOTHING, AllOf, AnyOf, Needs, Requirement

TOKEN = re.compile(
    r"\s*(?:(?P<course>[A-Z]{2,4}-\d{3}[A-Z]?)"
    r"(?: with (?P<grade>\S+) or better)?(?P<running> \(may be in progress\))?"
    r"|(?P<word>and\b|or\b|\(|\)))"
)


class BadRequirement(ValueError):
    """A requirement that cannot be read; the message says where and what was expected."""


def parse(text: str) -> Requirement:
    """The requirement's tree; of an empty text, nothing. Raises BadRequirement."""
    if not text.strip():
        return NOTHING
    reader = _Reader(text)
    tree = reader.choice_or_list()
    reader.end()
    return tree


class _Reader:
    """Reads from left to right: one part, then more parts joined by the same word."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def choice_or_list(self) -> Requirement:
        parts, words = [self._part()], set[str]()
        while (word := self._word("and", "or")) is not None:
            words.add(word)
            parts.append(self._part())
        if len(words) > 1:
            raise self._error("`and` and `or` stand side by side; put one of them into brackets")
        if not words:
            return parts[0]
        return AllOf(tuple(parts)) if "and" in words else AnyOf(tuple(parts))

    def end(self) -> None:
        if self._text[self._at :].strip():
            raise self._error("expected `and`, `or` or the end")

    def _part(self) -> Requirement:
        if self._word("(") is not None:
            inner = self.choice_or_list()
            if self._word(")") is None:
                raise self._error("a bracket is not closed")
            return inner
        found = TOKEN.match(self._text, self._at)
        if found is None or not found["course"]:
            raise self._error("expected a course such as BIO-101, or a bracket")
        try:
            needs = Needs(found["course"], found["grade"] or "D", bool(found["running"]))
        except InvalidValue as error:
            raise self._error(f"{error.message} {error.remedy}") from error
        self._at = found.end()
        return needs

    def _word(self, *wanted: str) -> str | None:
        found = TOKEN.match(self._text, self._at)
        if found is None or found["word"] not in wanted:
            return None
        self._at = found.end()
        return found["word"]

    def _error(self, why: str) -> BadRequirement:
        read, rest = self._text[: self._at], self._text[self._at :]
        return BadRequirement(f"{why}, at ▸ in: {read}▸{rest}")
