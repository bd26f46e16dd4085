"""The path page counts what is written and names what is to come."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import v4
from site_sample import sample
from test_site_toc import COURSE

from grader.book import path_page
from grader.errors import CourseError
from grader.manifest import load
from grader.paths import Paths, find


@pytest.fixture
def small(tmp_path: Path) -> Paths:
    book = tmp_path / "book"
    (book / "ch01_first").mkdir(parents=True)
    (book / "course.toml").write_text(COURSE.replace('title = "Later"', 'title = "Later"\ncore = true'))
    nbformat.write(sample(), book / "ch01_first" / "01_here.ipynb")
    return Paths(tmp_path)


def test_written_lessons_show_their_facts(small: Paths) -> None:
    lesson = "- [1.1 It: is # here](ch01_first/01_here.ipynb)\n\n  35 minutes\n\n  Adds the seat count\n"
    assert lesson in path_page.text(small)


def test_lessons_to_come_are_named_without_a_link(small: Paths) -> None:
    assert "- 1.2 Later ★\n\n  to come\n" in path_page.text(small)


def test_hours_are_counted_from_the_lessons_own_minutes(small: Paths) -> None:
    text = path_page.text(small)
    assert "**The whole course** has 3 lessons. Written: 1, 35 minutes. To come: 2," in text
    assert "Together 1 to 2 hours." in text  # 35 + 2 x 30 = 95 minutes, 35 + 2 x 45 = 125
    assert "**The core track** has 2 lessons. Written: 0, 0 minutes. To come: 2," in text


def test_minutes_of_exercises_come_from_their_statements(small: Paths) -> None:
    exercise = small.exercises / "ch01" / "01_here.ipynb"
    exercise.parent.mkdir(parents=True)
    statements = ["Do it. (4 points, 12 minutes)", "And this. (1 point, 9 minutes)"]
    nbformat.write(v4.new_notebook(cells=[v4.new_markdown_cell(text) for text in statements]), exercise)
    assert "  35 minutes, exercises 21\n" in path_page.text(small)


def test_a_link_in_a_fact_becomes_its_text(small: Paths) -> None:
    notebook = sample()
    notebook.cells[0].source = notebook.cells[0].source.replace("the seat count", "`a` and [a rule](x.md)")
    nbformat.write(notebook, small.book / "ch01_first" / "01_here.ipynb")
    assert "  Adds `a` and a rule\n" in path_page.text(small)


def test_a_written_lesson_without_a_notebook_is_named(small: Paths) -> None:
    (small.book / "ch01_first" / "01_here.ipynb").unlink()
    with pytest.raises(CourseError, match=r"01_here\.ipynb"):
        path_page.text(small)


def test_the_courses_own_is_fresh_and_complete() -> None:
    paths = find()
    text = path_page.text(paths)
    assert (paths.book / "path.md").read_text(encoding="utf-8") == text, "run: course derive path"
    course = load(paths.book / "course.toml")
    assert all(f"{lesson.name} {lesson.title}" in text for lesson in course.lessons(written=False))
    assert [chapter.number for chapter in course.chapters] == list(range(1, 11))
