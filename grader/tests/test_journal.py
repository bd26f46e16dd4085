"""What a run notes of each student, and the list of results made from it."""

from __future__ import annotations

import json
from pathlib import Path

from grader.instructor.journal import Entry, Journal
from grader.instructor.records import Record


def _record(student: str, assignment: str, notebook: str, score: float) -> Record:
    return {
        "student": student,
        "assignment": assignment,
        "notebook": notebook,
        "score": score,
        "max_score": 2.0,
        "outcome": "passed",
        "isolated": True,
        "cells": [{"id": "é", "score": score, "max_score": 2.0, "outcome": "passed", "message": "a\nb"}],
    }


def _entry(student: str, assignment: str, *notebooks: str, score: float = 1.0) -> Entry:
    records = [_record(student, assignment, notebook, score) for notebook in notebooks]
    return Entry(student, assignment, "digest", "content", records, ungraded=[], problems=[])


def test_results_list_all_records_in_order_and_the_newest_of_a_student(tmp_path: Path) -> None:
    Journal(tmp_path / "notes").add(_entry("zoë", "ch01", "b", "a"))
    journal = Journal(tmp_path / "notes")
    newest = [_entry("ana", "ch02", "c"), _entry("ana", "ch01"), _entry("bo", "ch01", "a", score=2.0)]
    for entry in (_entry("bo", "ch01", "a"), *newest):
        journal.add(entry)
        json.loads(journal.results())  # as a run does: what was listed before is not listed twice

    expected = [
        _record("bo", "ch01", "a", 2.0),
        _record("zoë", "ch01", "a", 1.0),
        _record("zoë", "ch01", "b", 1.0),
        _record("ana", "ch02", "c", 1.0),
    ]
    assert journal.results() == json.dumps(expected, indent=1, ensure_ascii=False) + "\n"


def test_no_results_are_an_empty_list(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "notes")
    assert json.loads(journal.results()) == []
    journal.add(_entry("ana", "ch01"))
    assert json.loads(journal.results()) == []
