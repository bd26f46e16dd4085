"""What a page's menus are made of: pages, chapters and parts; breadcrumbs; the sections of a page."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes


@dataclass(frozen=True, slots=True)
class Page:
    """A page in the navigation; `number` is a lesson's, such as `2.3`."""

    docname: str
    title: str
    number: str = ""

    @property
    def label(self) -> str:
        """Number and title in one."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one chapter, or pages outside any chapter, which have no title of their own."""

    pages: tuple[Page, ...]
    number: str = ""
    title: str = ""

    @property
    def docnames(self) -> frozenset[str]:
        """The pages by the names that Sphinx gives them."""
        return frozenset(page.docname for page in self.pages)


@dataclass(frozen=True, slots=True)
class Part:
    """What stands below one caption of `_toc.yml`."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Navigation:
    """The whole menu; `pages` are all of its pages in reading order."""

    root: Page
    parts: tuple[Part, ...]

    @property
    def pages(self) -> tuple[Page, ...]:
        """Every page in reading order, the start page first."""
        inner = (page for part in self.parts for group in part.groups for page in group.pages)
        return (self.root, *inner)


@dataclass(frozen=True, slots=True)
class Step:
    """One breadcrumb: a heading of the path page."""

    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of the page, with the sections inside it."""

    title: str
    anchor: str
    inner: tuple[Heading, ...] = ()


def contents(page: nodes.document | None) -> tuple[Heading, ...]:
    """The sections below the page's title, two levels deep."""
    top = next(iter(page.findall(nodes.section)), None) if page is not None else None
    return _sections(top, depth=2) if top is not None else ()


def _sections(section: nodes.section, depth: int) -> tuple[Heading, ...]:
    if depth == 0:
        return ()
    inner = [child for child in section.children if isinstance(child, nodes.section)]
    return tuple(Heading(child[0].astext(), child["ids"][0], _sections(child, depth - 1)) for child in inner)
