"""`course-chapters`: the course at a glance on the start page, from book/course.toml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from grader.manifest import Chapter, load


class CourseChapters(SphinxDirective):
    """A list of the chapters: title, what it adds to the app, how much of it is written."""

    def run(self) -> list[nodes.Node]:
        """The list; its page is built again when the course changes."""
        manifest = Path(self.env.app.confdir, "book", "course.toml")
        self.env.note_dependency(str(manifest))
        items = [_item(chapter) for chapter in load(manifest).chapters]
        return [nodes.enumerated_list("", *items, classes=["chapters"])]


def _item(chapter: Chapter) -> nodes.list_item:
    written = [lesson for lesson in chapter.lessons if lesson.written]
    target = (
        written[0].page.with_suffix(".html").as_posix()
        if written
        else f"path.html#{nodes.make_id(f'Chapter {chapter.number} · {chapter.title}')}"
    )
    link = nodes.reference("", chapter.title, refuri=target, internal=True)
    number = f"{len(chapter.lessons)} lessons"
    state = (
        number if len(written) == len(chapter.lessons) else f"{number}, {len(written) or 'none'} written yet"
    )
    return nodes.list_item(
        "",
        nodes.paragraph("", "", link, classes=["chapter-title"]),
        nodes.paragraph("", f"Adds {chapter.app}."),
        nodes.paragraph("", state, classes=["chapter-state"]),
        classes=["is-written"] if written else [],
    )


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("course-chapters", CourseChapters)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
