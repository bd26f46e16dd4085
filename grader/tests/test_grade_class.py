"""`course grade` on a small class."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import grade_course
import pytest
from grade_course import NOTEBOOK, RIGHT, WRONG
from grade_room import LARGEST, Class

from grader.instructor import class_gradebook, pool
from grader.notebooks import files


def test_right_wrong_and_untouched_work_is_scored(room: Class) -> None:
    room.hand_in("ana", add=RIGHT, largest=LARGEST)
    room.hand_in("bo", add=WRONG, largest=LARGEST)
    room.hand_in("chi")
    (room.submitted / "dee" / "ch01").mkdir(parents=True)
    result = room.grade()
    assert result.exit_code == 0, result.output
    records = room.records()
    assert {student: record["score"] for student, record in records.items()} == {
        "ana": 8,
        "bo": 4,
        "chi": 0,
        "dee": 0,
    }
    assert records["ana"] | {"cells": None} == {
        "student": "ana",
        "assignment": "ch01",
        "notebook": NOTEBOOK,
        "score": 8,
        "max_score": 11,
        "outcome": "manual",
        "isolated": True,
        "cells": None,
    }
    assert [(cell["id"], cell["outcome"]) for cell in records["bo"]["cells"]] == [
        ("add-visible", "failed"),
        ("add-hidden", "failed"),
        ("largest-visible", "passed"),
        ("largest-hidden", "passed"),
        ("essay", "manual"),
    ]
    assert records["bo"]["cells"][0]["message"].startswith("`add(2, 3)` returned `-1`; expected `5`.")
    assert records["dee"]["outcome"] == "not_run"
    assert {cell["outcome"] for cell in records["dee"]["cells"]} == {"not_run"}


def test_nbgraders_own_tools_open_the_gradebook(room: Class) -> None:
    room.hand_in("ana", add=RIGHT, largest=LARGEST, essay="Because sums matter.")
    room.hand_in("bo", add=WRONG)
    assert room.grade().exit_code == 0
    with room.gradebook() as book:
        assert book.find_submission("ch01", "ana").score == 8
        assert book.find_submission("ch01", "bo").score == 0
        assert book.find_assignment("ch01").max_score == 11
        assert book.find_grade("essay", NOTEBOOK, "ch01", "ana").needs_manual_grade
        assert not book.find_grade("essay", NOTEBOOK, "ch01", "bo").needs_manual_grade
        assert book.find_comment("largest", NOTEBOOK, "ch01", "bo").auto_comment == "No response."
    autograded = json.loads((room.out / "autograded" / "ana" / "ch01" / f"{NOTEBOOK}.ipynb").read_text())
    ran = {cell["id"]: cell for cell in autograded["cells"]}
    assert str(grade_course.SECRET) in "".join(ran["add-hidden"]["source"])
    assert ran["add"]["execution_count"] == 2


def test_nbgrader_exports_the_scores(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    room.hand_in("ana", add=RIGHT)
    assert room.grade().exit_code == 0
    from nbgrader.plugins import CsvExportPlugin

    exporter = CsvExportPlugin()
    exporter.to = str(room.out / "grades.csv")
    with room.gradebook() as book:
        exporter.export(book)
    header, row = (room.out / "grades.csv").read_text(encoding="utf-8").splitlines()
    grades = dict(zip(header.split(","), row.split(","), strict=True))
    assert (grades["student_id"], grades["score"], grades["max_score"]) == ("ana", "4.0", "11.0")


def test_feedback_shows_the_reason_and_no_hidden_value(room: Class) -> None:
    room.hand_in("bo", add=WRONG + "\n# </pre><script>alert(1)</script>", largest=LARGEST)
    room.grade()
    page = room.feedback("bo")
    assert "<code>add(2, 3)</code> returned <code>-1</code>; expected <code>5</code>" in page
    assert "For large numbers: Large sums too." in page
    assert str(grade_course.SECRET) not in page and "HIDDEN TESTS" not in page
    assert "<script" not in page and str(room.submitted) not in page
    assert page.index("Add two numbers") < page.index("Find the largest") < page.index(">1.1.3")
    assert "http" not in page


def test_grading_leaves_nothing_in_the_folder_it_is_called_from(
    room: Class, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.hand_in("ana", essay="Because.")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    result = room.grade()
    assert result.exit_code == 0
    assert "1 answers are to be marked by hand: make start ARGS=--instructor" in result.output
    assert list(elsewhere.iterdir()) == []


def test_a_run_that_finds_nothing_new_hires_nobody(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    room.hand_in("ana", add=RIGHT)
    assert room.grade().exit_code == 0
    hired: list[pool.Pool] = []
    monkeypatch.setattr(pool.Pool, "__enter__", hired.append)
    result = room.grade()
    assert (result.exit_code, hired) == (0, []) and "1 of them unchanged" in result.output


def test_a_second_run_skips_what_is_unchanged_and_again_does_not(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.hand_in("ana", add=RIGHT)
    room.hand_in("bo", add=WRONG)
    room.grade()
    graded: list[str] = []
    real = pool.papers.grade

    def spy(submission: Any, *args: Any) -> Any:
        graded.append(submission.student)
        return real(submission, *args)

    monkeypatch.setattr(pool.papers, "grade", spy)
    assert "2 of them unchanged" in room.grade().output
    assert graded == []
    room.hand_in("bo", add=RIGHT)
    room.grade()
    assert graded == ["bo"]
    assert room.records()["bo"]["score"] == 4
    room.grade("--again")
    assert sorted(graded) == ["ana", "bo", "bo"]


def test_a_stopped_run_keeps_what_is_graded_and_goes_on(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    for student in ("ana", "bo", "chi"):
        room.hand_in(student, add=RIGHT)
    real = class_gradebook.ClassGradebook.store
    calls: list[str] = []

    def interrupted(self: Any, submission: Any, *args: Any, **kwargs: Any) -> None:
        if len(calls) == 1:
            raise KeyboardInterrupt
        calls.append(submission.student)
        real(self, submission, *args, **kwargs)

    monkeypatch.setattr(class_gradebook.ClassGradebook, "store", interrupted)
    assert room.grade().exit_code != 0
    assert list(room.records()) == calls
    monkeypatch.undo()
    result = room.grade()
    assert result.exit_code == 0 and "1 of them unchanged" in result.output
    assert {record["score"] for record in room.records().values()} == {4}


def test_a_line_that_was_cut_in_the_journal_costs_one_student_only(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    room.hand_in("bo", add=RIGHT)
    room.grade()
    journal = room.out / ".graded.jsonl"
    journal.write_text(journal.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    result = room.grade()
    assert result.exit_code == 0 and "1 of them unchanged" in result.output
    assert list(room.records()) == ["ana", "bo"]


def test_a_mark_given_by_hand_survives_a_regrade(room: Class) -> None:
    room.hand_in("ana", add=RIGHT, essay="Because.")
    room.grade()
    with room.gradebook() as book:
        grade = book.find_grade("essay", NOTEBOOK, "ch01", "ana")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        book.db.commit()
    assert room.grade().exit_code == 0
    assert room.records()["ana"]["score"] == 6.5
    assert "6.5 of 11 points" in room.feedback("ana")
    room.grade("--again")
    with room.gradebook() as book:
        assert not book.find_grade("essay", NOTEBOOK, "ch01", "ana").needs_manual_grade
    room.hand_in("ana", add=WRONG, essay="Because!")
    room.grade()
    with room.gradebook() as book:
        grade = book.find_grade("essay", NOTEBOOK, "ch01", "ana")
        assert (grade.manual_score, grade.needs_manual_grade) == (2.5, True)
        assert book.find_submission("ch01", "ana").score == 2.5


def test_a_persons_mark_and_comments_reach_page_and_results(room: Class) -> None:
    room.hand_in("ana", add=RIGHT, largest=LARGEST, essay="Because.")
    room.grade()
    with room.gradebook() as book:
        book.find_grade("add-visible", NOTEBOOK, "ch01", "ana").manual_score = 1.5
        book.find_comment("add", NOTEBOOK, "ch01", "ana").manual_comment = "Name it <sum>."
        book.find_comment("essay", NOTEBOOK, "ch01", "ana").manual_comment = "Say more."
        book.db.commit()
    assert room.grade().exit_code == 0
    cells = {cell["id"]: cell for cell in room.records()["ana"]["cells"]}
    assert (cells["add-visible"]["outcome"], cells["add-visible"]["score"]) == ("manual", 1.5)
    assert cells["add-visible"]["message"] == "Marked by hand.\nComment: Name it <sum>."
    assert cells["add-hidden"]["outcome"] == "passed"
    assert cells["essay"]["message"].endswith("Comment: Say more.")
    page = room.feedback("ana")
    assert "Marked by hand." in page and "Name it &lt;sum&gt;." in page and "Say more." in page


def test_an_unreadable_notebook_waits_for_nobodys_marking(room: Class) -> None:
    room.hand_in("ana").write_text("{", encoding="utf-8")
    assert "marked by hand" not in room.grade().output


def test_the_page_of_an_unreadable_notebook_gives_its_own_remedy(room: Class) -> None:
    large, damaged, link = (room.hand_in(student) for student in ("large", "damaged", "link"))
    damaged.write_text("{", encoding="utf-8")
    link.unlink()
    link.symlink_to(damaged)
    copy = room.hand_in("named")
    copy.rename(copy.with_name("01_sums (1).ipynb"))
    os.truncate(large, files.MAX_BYTES + 1)
    room.grade()
    assert "Clear its outputs" in room.feedback("large")
    assert "Open it in JupyterLab, save it, and hand it in again." in room.feedback("damaged")
    assert "Hand in the file itself" in room.feedback("link")
    assert "<code>01_sums (1).ipynb</code>" in room.feedback("named")
    told = "".join(room.feedback(student) for student in ("large", "damaged", "link", "named"))
    told += (room.out / "results.json").read_text(encoding="utf-8")
    assert str(room.submitted) not in told


def test_a_student_with_an_empty_folder_gets_a_page_and_a_row(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    (room.submitted / "dee").mkdir()
    assert room.grade().exit_code == 0
    assert "was not handed in" in room.feedback("dee")
    with room.gradebook() as book:
        assert book.find_submission("ch01", "dee").score == 0
    assert "2 of them unchanged" in room.grade().output


def test_a_notebook_in_solutions_that_is_no_lesson_yet_hinders_nobody(room: Class) -> None:
    source = room.paths.solutions / "ch01" / f"{grade_course.NOTEBOOK}.ipynb"
    shutil.copy(source, source.with_name("02_draft.ipynb"))
    room.hand_in("ana", add=RIGHT, largest=LARGEST)
    assert room.grade().exit_code == 0
    assert room.records()["ana"]["score"] == 8
