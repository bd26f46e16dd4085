"""The frame around each page: the course's own theme, and what its templates show.

Navigation, breadcrumbs, the way to the next page and what stands on this one come from `_toc.yml` and
book/course.toml; nothing here knows a lesson by name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from course_markup import lean
from course_nav import Group, Navigation, Page, Part, Step, contents
from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from grader.manifest import Chapter, Course, Lesson, load

THEME = Path(__file__).resolve().parent.parent / "_theme"
TITLE_LENGTH = 70
"""Characters of a page's title that a search engine shows."""

DESCRIPTION_LENGTH = 158
"""Characters of a description; search engines cut longer ones."""


class Site:
    """What the pages of one build share."""

    def __init__(self, app: Sphinx) -> None:
        self.course: Course = load(Path(app.confdir) / "book" / "course.toml")
        self.lessons: dict[str, Lesson] = {
            f"book/{lesson.page.with_suffix('').as_posix()}": lesson for lesson in self.course.lessons()
        }
        self.chapters: dict[str, Chapter] = {
            f"book/{chapter.folder}": chapter for chapter in self.course.chapters
        }
        self.navigation = Navigation(
            Page(app.config.root_doc, "Start page"), tuple(self._part(app, tree) for tree in _trees(app))
        )

    def _part(self, app: Sphinx, tree: toctree) -> Part:
        groups: list[Group] = []
        for title, docname in tree["entries"]:
            page = self._page(docname, title or app.env.titles[docname].astext())
            chapter = self.chapters.get(docname.rpartition("/")[0])
            named = (str(chapter.number), chapter.title) if chapter else ("", "")
            if groups and (groups[-1].number, groups[-1].title) == named:
                groups[-1] = Group((*groups[-1].pages, page), *named)
            else:
                groups.append(Group((page,), *named))
        return Part(tree["caption"] or "", tuple(groups))

    def _page(self, docname: str, title: str) -> Page:
        lesson = self.lessons.get(docname)
        return Page(docname, lesson.title, lesson.name) if lesson else Page(docname, title)

    def place(self, docname: str) -> tuple[Step, ...]:
        """The breadcrumbs of a page of a chapter: its part and its chapter; none for other pages."""
        chapter = self.chapters.get(docname.rpartition("/")[0])
        part = next((part for part in self.navigation.parts if _holds(part, docname)), None)
        if chapter is None or part is None:
            return ()
        title = f"Chapter {chapter.number} · {chapter.title}"
        return (Step(part.title, nodes.make_id(part.title)), Step(title, nodes.make_id(title)))

    def steps(self, docname: str) -> dict[str, Page | None]:
        """The pages before and after this one."""
        pages = self.navigation.pages
        at = next((number for number, page in enumerate(pages) if page.docname == docname), None)
        if at is None:
            return {"before": None, "after": None}
        return {
            "before": pages[at - 1] if at > 0 else None,
            "after": pages[at + 1] if at + 1 < len(pages) else None,
        }


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the theme and give its templates what they show."""
    app.add_html_theme("course", str(THEME))
    app.add_js_file("reader.js", loading_method="defer")
    app.connect("builder-inited", teach_templates)
    app.connect("env-get-outdated", restyled)
    app.connect("env-updated", forget)
    app.connect("html-page-context", describe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def restyled(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Every page, when a style or script of the theme changed: Sphinx alone looks at templates only."""
    built = Path(app.outdir, "_static", "course.css")
    if not built.is_file():
        return []
    newest = max(file.stat().st_mtime for folder in ("css", "static") for file in (THEME / folder).iterdir())
    return sorted(env.found_docs) if newest > built.stat().st_mtime else []


def teach_templates(app: Sphinx) -> None:
    """Let templates write lean markup too."""
    if app.builder.format == "html":
        app.builder.templates.environment.filters["lean"] = lean


def forget(app: Sphinx, _env: object) -> None:
    """Read the course anew for this build."""
    app.course_site = Site(app)  # type: ignore[attr-defined]


def describe(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], page: nodes.document | None
) -> None:
    """Add what the theme's templates name."""
    site: Site = app.course_site  # type: ignore[attr-defined]
    lesson = site.lessons.get(pagename)
    context["body"] = lean(str(context.get("body", "")))
    context.update(
        course=site.course,
        nav=site.navigation,
        lesson=lesson,
        place=site.place(pagename),
        steps=site.steps(pagename),
        contents=contents(page) if pagename != app.config.root_doc else (),
        description=_description(page) or site.course.title,
        page_title=_page_title(app, site, pagename, str(context.get("title", ""))),
    )


def _page_title(app: Sphinx, site: Site, pagename: str, otherwise: str) -> str:
    """What a browser's tab says; `otherwise` is the title of a page that no document stands for."""
    if pagename == app.config.root_doc:
        return site.course.title
    lesson = site.lessons.get(pagename)
    title = app.env.titles[pagename].astext() if pagename in app.env.titles else otherwise
    name = f"{lesson.name if lesson else ''} {title}".strip()
    full = f"{name} · {site.course.title.partition(',')[0]}"
    return full if len(full) <= TITLE_LENGTH else name


def _trees(app: Sphinx) -> list[toctree]:
    return list(app.env.get_doctree(app.config.root_doc).findall(toctree))


def _holds(part: Part, docname: str) -> bool:
    return any(docname in group.docnames for group in part.groups)


def _description(page: nodes.document | None) -> str:
    """The page's first paragraph; of a lesson, what its reader will be able to do."""
    if page is None:
        return ""
    aims = next((item for item in page.findall(nodes.bullet_list) if item.parent.get("kind") == "aims"), None)
    if aims is not None:
        text = "You will be able to " + "; ".join(item.astext() for item in aims.children)
    else:
        text = next((child.astext() for child in page.findall(nodes.paragraph)), "")
    text = " ".join(text.split())
    return text if len(text) <= DESCRIPTION_LENGTH else f"{text[:DESCRIPTION_LENGTH].rpartition(' ')[0]} …"
