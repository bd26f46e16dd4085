"""Publishing: what a published site says of itself, where a lesson runs, the branch that a host serves."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from site_sample import ROOT

pytestmark = [pytest.mark.site]

LESSON = "book/ch02_flask/03_routing"
REMOTE = "https://host.invalid/course"
CONFIGURATION = """\
import sys
sys.path.insert(0, {extensions!r})
extensions = ["course_publish"]
html_theme = "basic"
templates_path = [{templates!r}]
root_doc = "book/index"
course_binder = "https://mybinder.org"
course_codespaces = True
course_jupyterhub = "https://hub.uni.example/"
"""
TEMPLATE = """{% extends "!layout.html" %}{% block extrahead %}{% set docstitle = "Course" %}
{% include "parts/meta.html" %}{% include "parts/launch.html" %}{% endblock %}"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A site of two pages that has the real meta data and launch links, and nothing else of the theme."""
    source = tmp_path / "source"
    (source / "book" / "ch02_flask").mkdir(parents=True)
    shutil.copy(ROOT / "book" / "course.toml", source / "book")
    (source / "book" / "index.rst").write_text("Start\n=====\n\n.. toctree::\n\n   ch02_flask/03_routing\n")
    (source / f"{LESSON}.rst").write_text("Routing\n=======\n")
    shutil.copytree(ROOT / "book" / "_theme" / "parts", source / "templates" / "parts")
    (source / "templates" / "layout.html").write_text(TEMPLATE)
    extensions, templates = str(ROOT / "book" / "_ext"), str(source / "templates")
    (source / "conf.py").write_text(CONFIGURATION.format(extensions=extensions, templates=templates))
    return source


def build(source: Path, **said: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", source, source.parent / "site"],
        env={**os.environ, **said},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_an_address_makes_canonical_links_cards_and_a_sitemap(course: Path) -> None:
    done = build(
        course,
        COURSE_SITE_ADDRESS="https://uni.example/course/",
        COURSE_SITE_REPOSITORY="https://github.com/uni/course",
    )
    assert done.returncode == 0, done.stderr
    site = course.parent / "site"
    page = BeautifulSoup((site / f"{LESSON}.html").read_text(encoding="utf-8"), "html.parser")
    own = f"https://uni.example/course/{LESSON}.html"
    assert page.find("link", rel="canonical")["href"] == own
    assert page.find("meta", property="og:url")["content"] == own
    image = page.find("meta", property="og:image")["content"]
    card = site / image.removeprefix("https://uni.example/course/")
    with Image.open(card) as picture:
        assert picture.size == (1200, 630)
    assert card.stat().st_size < 40_000
    assert f"<loc>{own}</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")

    links = {link.get_text(): link["href"] for link in page.select("#launch a")}
    lesson = "work%2Flessons%2Fch02_flask%2F03_routing.ipynb"
    assert links == {
        "Binder": f"https://mybinder.org/v2/gh/uni/course/main?urlpath=lab%2Ftree%2F{lesson}",
        "Codespaces": "https://codespaces.new/uni/course?quickstart=1",
        "JupyterHub": "https://hub.uni.example/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Funi%2F"
        "course&branch=main&urlpath=lab%2Ftree%2Fcourse%2Fbook%2Fch02_flask%2F03_routing.ipynb",
    }


def test_without_settings_nothing_is_claimed(course: Path) -> None:
    assert build(course, COURSE_SITE_ADDRESS="", COURSE_SITE_REPOSITORY="").returncode == 0
    site = course.parent / "site"
    text = (site / f"{LESSON}.html").read_text(encoding="utf-8")
    assert "og:" not in text
    assert "canonical" not in text
    assert 'id="launch"' not in text
    assert not (site / "sitemap.xml").exists()
    assert not (site / "_static" / "cards").exists()


def test_an_address_that_is_none_is_named(course: Path) -> None:
    done = build(course, COURSE_SITE_ADDRESS="uni.example/course")
    assert done.returncode != 0
    assert "course_address is 'uni.example/course'" in done.stderr


def test_the_course_comes_without_an_address() -> None:
    text = (ROOT / "_config.yml").read_text(encoding="utf-8")
    assert re.search(r'course_address: ""', text)
    assert re.search(r'course_repository: ""', text)


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """An empty repository that stands for the host's, and a checkout that alone knows the way to it."""
    host, checkout = tmp_path / "host.git", tmp_path / "checkout"
    subprocess.run(["git", "init", "--quiet", "--bare", host], check=True)
    subprocess.run(["git", "init", "--quiet", checkout], check=True)
    way = [f"url.{host.as_uri()}.insteadOf", REMOTE]
    subprocess.run(["git", "-C", checkout, "config", *way], check=True)
    return host


def publish(branch: Path, *words: str | Path) -> int:
    environment = {**os.environ, "PUBLISH_REMOTE": REMOTE}
    script, checkout = ROOT / ".ci" / "publish", branch.with_name("checkout")
    return subprocess.run([script, *words], cwd=checkout, env=environment, capture_output=True).returncode


def published(branch: Path) -> list[str]:
    listing = ["git", "-C", branch, "ls-tree", "-r", "--name-only", "gh-pages"]
    return subprocess.run(listing, capture_output=True, text=True, check=True).stdout.split()


def test_previews_stand_beside_the_site_until_they_are_withdrawn(branch: Path, tmp_path: Path) -> None:
    built = tmp_path / "built"
    (built / "_static").mkdir(parents=True)
    (built / "index.html").write_text("1")
    (built / "_static" / "a.css").write_text("")
    assert publish(branch, "site", built) == 0
    assert publish(branch, "preview", "7", built) == 0
    (built / "index.html").rename(built / "other.html")
    assert publish(branch, "site", built) == 0
    preview = ["preview/7/_static/a.css", "preview/7/index.html"]
    assert published(branch) == [".nojekyll", "_static/a.css", "other.html", *preview]
    assert publish(branch, "withdraw", "7") == 0
    assert published(branch) == [".nojekyll", "_static/a.css", "other.html"]
    count = ["git", "-C", branch, "rev-list", "--count", "gh-pages"]
    assert subprocess.run(count, capture_output=True, text=True, check=True).stdout.strip() == "1"
    assert publish(branch, "preview", "../7", built) == 2
    assert publish(branch, "elsewhere", built) == 2


def test_of_two_who_publish_at_once_neither_loses(branch: Path, tmp_path: Path) -> None:
    built = tmp_path / "built"
    built.mkdir()
    (built / "index.html").write_text("1")
    assert publish(branch, "site", built) == 0
    hook, once = branch.with_name("checkout") / ".git" / "hooks" / "pre-push", tmp_path / "once"
    script = ROOT / ".ci" / "publish"
    # Git runs it when everything is ready to be sent: then somebody else is quicker.
    hook.write_text(f"#!/bin/sh\nmkdir '{once}' 2>/dev/null || exit 0\n'{script}' preview 9 '{built}'\n")
    hook.chmod(0o755)
    (built / "index.html").rename(built / "other.html")
    assert publish(branch, "site", built) == 0
    assert published(branch) == [".nojekyll", "other.html", "preview/9/other.html"]


def test_places_that_run_the_course_name_what_exists() -> None:
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    folder = ROOT / ".devcontainer"
    dockerfile = (folder / container["build"]["dockerfile"]).read_text(encoding="utf-8")
    assert f"AS {container['build']['target']}" in dockerfile
    interpreter = container["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"]
    assert interpreter.removesuffix("/bin/python") in dockerfile
    binder = ROOT / ".binder"
    named = (binder / "requirements.txt").read_text(encoding="utf-8").removeprefix("-r ").strip()
    assert (binder / named).resolve() == ROOT / "requirements" / "course.txt"
    assert all(os.access(binder / name, os.X_OK) for name in ("postBuild", "start"))
