"""Which tools a warm process uses once before it forks."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from grader import paths
from grader.manifest import load
from grader.worker import tools


def test_a_chapter_gets_the_tools_that_its_tasks_import() -> None:
    here = paths.find()
    course = load(here.book / "course.toml")

    def of(assignment: str) -> tuple[str, ...]:
        return tools.used_in(here.solutions / lesson.exercise for lesson in course.assignment(assignment))

    assert of("ch01") == ("site", "morning", "tested", "checked")
    assert of("ch02") == ("site", "store", "migrated")


@pytest.mark.parametrize(
    ("line", "needed"),
    [
        ("from fastapi import FastAPI", True),
        ("import university.entrypoints.api_v1.root", True),
        ("from university.domain.enrolment import decide", False),
    ],
)
def test_the_rest_of_the_app_is_for_notebooks_with_its_interfaces(
    tmp_path: Path, line: str, needed: bool
) -> None:
    (tmp_path / "some.ipynb").write_text(line, encoding="utf-8")
    assert ("app" in tools.used_in([tmp_path / "some.ipynb"])) == needed


def test_whatever_takes_away_a_part_of_the_app_finds_the_app_made() -> None:
    here = paths.find()
    for lesson in load(here.book / "course.toml").lessons():
        if any(task.slot for task in lesson.tasks):
            used = tools.used_in([here.solutions / lesson.exercise])
            assert {*tools.CAMPUS, "store"} & {*used}, lesson.name


def test_each_can_be_rehearsed() -> None:
    for tool in tools.TOOLS:
        assert callable(importlib.import_module(f"grader.props.{tool}").rehearse)


def test_a_missing_notebook_is_left_to_whoever_runs_it(tmp_path: Path) -> None:
    assert tools.used_in([tmp_path / "none.ipynb"]) == ()
