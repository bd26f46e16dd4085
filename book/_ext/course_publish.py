"""What the published site says of itself to others: canonical links, cards, a sitemap, where a lesson runs.

All of it follows from a few settings in `_config.yml`, empty as the course comes; `course book build` fills
two of them for one build (`--address`, `--repository`). What is not set is not shown, and nothing is guessed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import course_card
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from grader.book.variables import ADDRESS, REPOSITORY
from grader.manifest import load

SETTINGS = {
    "course_address": "",
    "course_repository": "",
    "course_branch": "main",
    "course_binder": "",
    "course_jupyterhub": "",
    "course_codespaces": False,
}
OVERRIDES = {ADDRESS: "course_address", REPOSITORY: "course_repository"}
CARDS = "_static/cards"
SITEMAP = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}
</urlset>
"""


def setup(app: Sphinx) -> dict[str, object]:
    """Register the settings and add what follows from them to each page and to the site."""
    for name, default in SETTINGS.items():
        app.add_config_value(name, default, "html")
    app.connect("config-inited", complete)
    app.connect("html-page-context", describe)
    app.connect("html-collect-pages", _draw_cards)
    app.connect("build-finished", _write_sitemap)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def complete(_app: Sphinx, config: Config) -> None:
    """Take what this build was told, and refuse an address that is none."""
    for variable, name in OVERRIDES.items():
        config[name] = os.environ.get(variable) or config[name]
    for name in ("course_address", "course_repository", "course_binder", "course_jupyterhub"):
        address = str(config[name]).strip().rstrip("/")
        if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc):
            raise ConfigError(f"{name} is {address!r}, not an address that begins with https://")
        config[name] = address


def describe(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    """Tell the templates the page's own address, its card, and where its notebook runs."""
    if tree is None:
        return
    if app.config.course_address:
        context["canonical"] = f"{app.config.course_address}/{app.builder.get_target_uri(page)}"
        context["card"] = f"{app.config.course_address}/{CARDS}/{card_name(app, page)}.png"
    if page in _lessons(app):
        context["launch"] = places(app.config, f"{page.removeprefix('book/')}.ipynb")


def places(config: Config, lesson: str) -> list[tuple[str, str]]:
    """The names and addresses of the places that run the course, on the notebook `lesson` where they can."""
    repository, branch = config.course_repository, config.course_branch
    if not repository:
        return []
    found = []
    host, project = urlsplit(repository).netloc, urlsplit(repository).path.strip("/").removesuffix(".git")
    if config.course_binder:
        kind = f"gh/{project}" if host == "github.com" else f"git/{_escaped(repository)}"
        lab = _escaped(f"lab/tree/work/lessons/{lesson}")  # the copies that `.binder/start` makes
        found.append(("Binder", f"{config.course_binder}/v2/{kind}/{_escaped(branch)}?urlpath={lab}"))
    if config.course_codespaces and host == "github.com":
        found.append(("Codespaces", f"https://codespaces.new/{project}?quickstart=1"))
    if config.course_jupyterhub:
        lab = _escaped(f"lab/tree/{project.rpartition('/')[2]}/book/{lesson}")
        asked = f"repo={_escaped(repository)}&branch={_escaped(branch)}&urlpath={lab}"
        found.append(("JupyterHub", f"{config.course_jupyterhub}/hub/user-redirect/git-pull?{asked}"))
    return found


def _escaped(text: str) -> str:
    return quote(text, safe="")


def card_name(app: Sphinx, page: str) -> str:
    """A lesson has a card of its own; every other page has the course's."""
    return page.rpartition("/")[2] + f"-{_lessons(app)[page].name}" if page in _lessons(app) else "course"


def _lessons(app: Sphinx) -> dict[str, Any]:
    course = load(Path(app.confdir, "book", "course.toml"))
    return {f"book/{lesson.page.with_suffix('').as_posix()}": lesson for lesson in course.lessons()}


def _draw_cards(app: Sphinx) -> list[tuple[str, dict[str, object], str]]:
    """Draw the cards, when there is an address at which others can fetch them; no page is made."""
    if app.config.course_address:
        course = load(Path(app.confdir, "book", "course.toml"))
        folder = Path(app.outdir, CARDS)
        course_card.draw(folder / "course.png", course.title, course.university)
        for page, lesson in _lessons(app).items():
            if page in app.env.found_docs:
                file = folder / f"{card_name(app, page)}.png"
                course_card.draw(file, lesson.title, f"{course.title} · {lesson.name}")
    return []


def _write_sitemap(app: Sphinx, failure: Exception | None) -> None:
    if failure is None and app.config.course_address and app.builder.format == "html":
        pages = sorted(app.env.found_docs)
        lines = [
            f"<url><loc>{app.config.course_address}/{app.builder.get_target_uri(p)}</loc></url>"
            for p in pages
        ]
        Path(app.outdir, "sitemap.xml").write_text(SITEMAP.format("\n".join(lines)), encoding="utf-8")
