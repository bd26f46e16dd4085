"""`_toc.yml` is what book/course.toml says, and lists written lessons only."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import yaml

from grader.book import toc
from grader.manifest import load
from grader.paths import Paths, find

COURSE = """\
title = "A course"
university = "U"
[[part]]
title = "One: \\"quoted\\""
[[part.chapter]]
number = 1
slug = "first"
title = "First"
app = "x"
[[part.chapter.lesson]]
section = "1"
slug = "here"
title = "It: is # here"
written = true
[[part.chapter.lesson]]
section = "2"
slug = "later"
title = "Later"
[[part]]
title = "Two"
[[part.chapter]]
number = 2
slug = "second"
title = "Second"
app = "y"
[[part.chapter.lesson]]
section = "1"
slug = "later"
title = "Later"
"""


@pytest.fixture
def small(tmp_path: Path) -> Paths:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "course.toml").write_text(COURSE, encoding="utf-8")
    return Paths(tmp_path)


def test_lists_written_lessons_under_their_part(small: Paths) -> None:
    made = yaml.safe_load(toc.text(small))
    assert made["root"] == "book/index"
    assert [part["caption"] for part in made["parts"]] == [
        "The course",
        'Part I · One: "quoted"',
        "Appendices",
    ]
    assert made["parts"][1]["chapters"] == [
        {"file": "book/ch01_first/01_here", "title": "1.1 It: is # here"},
    ]


def test_the_courses_own_is_fresh() -> None:
    paths = find()
    assert (paths.root / "_toc.yml").read_text(encoding="utf-8") == toc.text(paths), "run: course derive toc"


def test_every_listed_page_exists() -> None:
    paths = find()
    listed = yaml.safe_load(toc.text(paths))
    pages = [page["file"] for part in listed["parts"] for page in part["chapters"]] + [listed["root"]]
    missing = [page for page in pages if not list(paths.root.glob(f"{page}.*"))]
    assert missing == []


def test_names_of_lessons_and_notebooks_are_unique() -> None:
    lessons = list(load(find().book / "course.toml").lessons(written=False))
    for key in ("name", "page", "exercise"):
        values = [getattr(lesson, key) for lesson in lessons]
        assert len(values) == len(set(values)), key
    assert all(dataclasses.asdict(lesson)["title"].strip() for lesson in lessons)
