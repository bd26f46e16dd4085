"""The index: for terms, parts of the app and commands, the sections of lessons that teach them.

The page book/subject_index.md names three lists by the directive `course-index`. They are made from the pages
when it is written: bold words introduce a term, `show(…)` shows a part of the app, shell cells hold commands.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from pathlib import Path

import course_finds as finds
import course_terms
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from grader.manifest import load

PAGE = "book/subject_index"
FINDERS = {
    "terms": (finds.introduced, finds.used),
    "app": (finds.shown, None),
    "commands": (finds.run, finds.named),
}
"""For each list, what finds where an entry is taught, and what finds where it is used."""

Places = dict[str, list[tuple[str, str]]]
"""For each entry, the pages and anchors of the sections that teach it, in reading order."""


class listing(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands for a list of the index until all pages are read; `kind` says which."""


class CourseIndex(SphinxDirective):
    """`course-index` with `terms`, `app` or `commands`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Leave a mark where the list will stand."""
        return [listing("", kind=self.arguments[0])]


def setup(app: Sphinx) -> dict[str, object]:
    """Register the directive, and fill its lists when the page is written."""
    app.add_directive("course-index", CourseIndex)
    app.add_node(listing)
    app.connect("env-get-outdated", _outdated)
    app.connect("doctree-resolved", fill)
    return {
        "env_version": zlib.crc32(Path(__file__).read_bytes()),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _outdated(
    _app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Any page that changed may teach something else."""
    return [PAGE] if PAGE in env.found_docs and added | changed | removed else []


def fill(app: Sphinx, page: nodes.document, name: str) -> None:
    """Put the lists where the page names them."""
    for mark in list(page.findall(listing)):
        mark.replace_self(_list(app, name, mark["kind"], _places(app, mark["kind"])))


def _places(app: Sphinx, kind: str) -> Places:
    """What the lessons teach; what none does, where one first uses it."""
    pages = [(lesson, app.env.get_doctree(lesson)) for lesson in lessons(app)]
    taught, used = FINDERS[kind]
    places: Places = defaultdict(list)
    for lesson, page in pages:
        for key, anchor in taught(app.env, page):
            if all(known != lesson for known, _ in places[key]):
                places[key].append((lesson, anchor))
    for lesson, page in pages if used else ():
        for key, anchor in used(app.env, page):
            if key not in places:
                places[key].append((lesson, anchor))
    return places


def lessons(app: Sphinx) -> dict[str, str]:
    """The written lessons' pages, in reading order, with their numbers."""
    course = load(Path(app.confdir, "book", "course.toml"))
    return {f"book/{lesson.page.with_suffix('').as_posix()}": lesson.name for lesson in course.lessons()}


def _list(app: Sphinx, name: str, kind: str, places: Places) -> nodes.bullet_list:
    """The list as it stands on the page `name`."""
    numbers, heads = lessons(app), _heads(app, name, kind, places)
    entries = nodes.bullet_list(classes=["index", f"index-{kind}"])
    for key in sorted(heads, key=str.casefold):
        line = nodes.paragraph("", "", heads[key])
        plain = course_terms.QUALIFIER.sub("", key)
        known = key if plain in heads else plain  # of `index (Git)`, nothing is known apart from `index`
        for page, anchor in places.get(known, ()):
            address = f"{app.builder.get_relative_uri(name, page)}#{anchor}"
            line += [nodes.Text(" "), nodes.reference("", numbers[page], internal=True, refuri=address)]
        entries += nodes.list_item("", line)
    return entries


def _heads(app: Sphinx, name: str, kind: str, places: Places) -> dict[str, nodes.Element]:
    """What each entry begins with: a term leads to the glossary, a part of the app to its file."""
    if kind == "terms":
        glossary = app.builder.get_relative_uri(name, course_terms.GLOSSARY)
        return {
            term: nodes.reference("", term, internal=True, refuri=f"{glossary}#{anchor}")
            for term, anchor, _ in course_terms.entries(app.env)
        }
    heads: dict[str, nodes.Element] = {key: nodes.literal("", key) for key in places}
    if kind == "app":
        up = "../" * name.count("/")
        for key, address in (
            found for page in lessons(app) for found in finds.files(app.env.get_doctree(page))
        ):
            heads[key] = nodes.reference("", "", nodes.literal("", key), internal=True, refuri=up + address)
    return heads
