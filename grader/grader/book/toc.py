"""`_toc.yml`: which pages the site has, in which order. Derived from book/course.toml."""

from __future__ import annotations

import json
from collections.abc import Iterator

from grader.manifest import Chapter, Course, load
from grader.paths import Paths

FIRST = ("path",)
LAST = ("glossary", "subject_index", "then_and_now", "references")
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def text(paths: Paths) -> str:
    """What `_toc.yml` must hold."""
    return "\n".join(_lines(load(paths.book / "course.toml"))) + "\n"


def _lines(course: Course) -> Iterator[str]:
    yield "# Derived from book/course.toml by `course derive toc`. Do not edit it here."
    yield "format: jb-book"
    yield "root: book/index"
    yield "parts:"
    yield from _part("The course", [(f"book/{page}", None) for page in FIRST])
    for numeral, part in zip(NUMERALS, course.parts, strict=False):
        pages = [page for chapter in part.chapters for page in _pages(chapter)]
        if pages:
            yield from _part(f"Part {numeral} · {part.title}", pages)
    yield from _part("Appendices", [(f"book/{page}", None) for page in LAST])


def _pages(chapter: Chapter) -> Iterator[tuple[str, str | None]]:
    for one in chapter.lessons:
        if one.written:
            yield f"book/{one.page.with_suffix('').as_posix()}", f"{one.name} {one.title}"
    if chapter.milestone is not None:
        yield f"book/{chapter.folder}/milestone", f"Milestone {chapter.number} {chapter.milestone}"


def _part(caption: str, pages: list[tuple[str, str | None]]) -> Iterator[str]:
    yield f"  - caption: {_quoted(caption)}"
    yield "    chapters:"
    for file, title in pages:
        yield f"      - file: {file}"
        if title is not None:
            yield f"        title: {_quoted(title)}"


def _quoted(words: str) -> str:
    """A JSON string is a YAML string."""
    return json.dumps(words, ensure_ascii=False)
