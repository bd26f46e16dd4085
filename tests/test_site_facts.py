"""The opening box of a lesson is read, and a malformed one is named."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import v4
from site_sample import OPENING

from grader.book import facts
from grader.errors import CourseError
from grader.manifest import load
from grader.paths import find

FILE = Path("book/ch09_x/01_y.ipynb")


def test_reads_every_fact() -> None:
    found = facts.parse(OPENING, FILE)
    assert found == facts.Facts(
        title="Seats and sets",
        aims=("count the seats of a section", "explain why two meetings *touch* without a clash"),
        needs="[the path](../path.md)",
        minutes=35,
        adds="the seat count",
    )


def test_facts_and_aims_may_go_over_several_lines() -> None:
    found = facts.parse(
        "# A\n\n> **You will be able to:**\n>\n> * do one thing\n>   and its end\n> * another\n>\n"
        "> **You need:** nothing · **Minutes:** 5 ·\n> **Adds to the app:** a rule · and a test",
        FILE,
    )
    assert found.aims == ("do one thing and its end", "another")
    assert (found.needs, found.minutes, found.adds) == ("nothing", 5, "a rule · and a test")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("# Seats and sets", "Seats and sets", "no title"),
        ("> **You will be able to**", "> **Aims**", "no box"),
        ("**Minutes** 35", "**Minutes** about 35", "not a whole number"),
        ("**Minutes** 35", "**Minutes** 0", "not a whole number"),
        ("**Minutes** 35 · ", "", "does not say **Minutes**"),
        ("**You need** [the path](../path.md) · ", "", "does not say **You need**"),
        (" the seat count", "", "does not say **Adds to the app**"),
        (
            "> - count the seats of a section\n> - explain why two meetings *touch* without a clash\n",
            "",
            "no list",
        ),
    ],
)
def test_malformed_box_names_the_file_and_the_reason(old: str, new: str, reason: str) -> None:
    assert old in OPENING
    with pytest.raises(CourseError) as caught:
        facts.parse(OPENING.replace(old, new), FILE)
    assert str(FILE) in caught.value.message
    assert reason in caught.value.message
    assert "**Adds to the app**" in caught.value.remedy


def test_empty_text_is_malformed() -> None:
    with pytest.raises(CourseError, match="no title"):
        facts.parse("", FILE)


def test_a_notebook_that_begins_with_code_is_malformed(tmp_path: Path) -> None:
    file = tmp_path / "01_code.ipynb"
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell("1")]), file)
    with pytest.raises(CourseError, match="the first cell is not Markdown"):
        facts.read(file)


def test_every_written_lesson_has_its_facts_and_its_title() -> None:
    paths = find()
    for lesson in load(paths.book / "course.toml").lessons():
        found = facts.read(paths.book / lesson.page)
        assert found.title.endswith(lesson.title), f"{lesson.page}: {found.title!r} is not {lesson.title!r}"
        assert 3 <= len(found.aims) <= 5, lesson.page
        assert 25 <= found.minutes <= 60, lesson.page
