"""What `course grade` tells: outcomes, the order of lines, words on the feedback page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from grade_course import RIGHT, WRONG
from grade_room import LARGEST, Class

from grader.instructor import records
from grader.instructor.pool import Pool


def test_every_record_has_the_worst_outcome_and_no_message(room: Class) -> None:
    room.hand_in("ana", add=RIGHT, largest=LARGEST)
    room.hand_in("bo", add=WRONG, largest=LARGEST)
    room.hand_in("cy", add="import os\n\ndef add(a, b):\n    os._exit(3)", largest=LARGEST)
    room.hand_in("dee").write_text("no notebook", encoding="utf-8")
    (room.submitted / "eve" / "ch01").mkdir(parents=True)
    first = room.grade()
    found = room.records()
    assert {student: record["outcome"] for student, record in found.items()} == {
        "ana": "manual",
        "bo": "failed",
        "cy": "crashed",
        "dee": "not_run",
        "eve": "not_run",
    }
    assert not any("message" in record for record in found.values())
    assert "3 of 5" in first.output
    again = room.grade()
    assert (first.exit_code, again.exit_code) == (1, 1)
    assert "dee: 0 of 11, 1 not graded, unchanged" in again.output
    assert "eve: 0 of 11, 1 not handed in, unchanged" in again.output
    assert "3 of 5" in again.output
    assert room.records() == found


def test_a_solution_cell_that_ends_the_program_leaves_a_graded_notebook(room: Class) -> None:
    room.hand_in("ana", add="import os\n\nos._exit(3)")
    result = room.grade()
    assert room.records()["ana"]["outcome"] == "not_run"
    assert "1 of 1" in result.output, "it was run: it counts as graded"
    message = room.records()["ana"]["cells"][0]["message"]
    assert message.endswith("Remove the call that ends Python (`exit`, `quit`, `os._exit`) from this cell.")


def test_a_test_that_the_answer_ends_names_the_cell_to_mend(room: Class) -> None:
    room.hand_in("ana", add="import os\n\ndef add(a, b):\n    os._exit(3)")
    room.grade()
    first, later, other = (cell["message"] for cell in room.records()["ana"]["cells"][:3])
    assert "not started" in other, "the other task was judged all the same"
    assert first.endswith("(`exit`, `quit`, `os._exit`) from the solution cell `add`.")
    assert later.endswith("(`exit`, `quit`, `os._exit`) from the solution cell `add`.")


def test_a_journal_of_an_older_version_is_graded_again(room: Class) -> None:
    room.hand_in("ana", add=RIGHT)
    room.grade()
    journal = room.out / ".graded.jsonl"
    entry = json.loads(journal.read_text(encoding="utf-8"))
    del entry["ungraded"]
    journal.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    result = room.grade()
    assert (result.exit_code, "unchanged since" in result.output.splitlines()[0]) == (0, False)
    assert room.records()["ana"]["outcome"] == "failed"


def test_a_notebook_without_graded_cells_is_passed_or_not_run() -> None:
    assert [records._worst([], empty) for empty in ("passed", "not_run")] == ["passed", "not_run"]


def test_lines_come_in_the_order_of_the_class(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    for student in ("ana", "bo", "cy"):
        room.hand_in(student, add=RIGHT, largest=LARGEST)
    room.hand_in("bo").write_text("no notebook", encoding="utf-8")
    room.hand_in("ana").write_text("no notebook", encoding="utf-8")
    graded = Pool.graded
    monkeypatch.setattr(Pool, "graded", lambda *given: reversed(list(graded(*given))))
    result = room.grade()
    assert [line.split(":")[0] for line in result.stdout.splitlines()[:3]] == ["ana", "bo", "cy"]
    assert "mean of the graded" in result.stdout
    assert [line.split("/")[-3] for line in result.stderr.splitlines()] == ["ana", "bo"]


def test_a_stopped_run_tells_who_is_done_and_that_it_goes_on(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    for student in ("ana", "bo"):
        room.hand_in(student, add=RIGHT, largest=LARGEST)
    graded = Pool.graded

    def stopped(*given: Any) -> Iterator[Any]:
        yield list(graded(*given))[1]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Pool, "graded", stopped)
        result = room.grade()
    assert result.exit_code == 130
    assert result.stdout.splitlines() == ["bo: 8 of 11"]
    assert "the same command goes on" in result.stderr
    assert "bo: 8 of 11, unchanged since the last run" in room.grade().stdout


def test_the_page_names_tasks_that_are_not_started(room: Class) -> None:
    room.hand_in("ana", add=WRONG)
    assert room.grade().exit_code == 0
    page = room.feedback("ana")
    assert (page.count(" not started</span>"), page.count(" not yet right</span>")) == (2, 2)


def test_control_characters_reach_neither_page_nor_messages(room: Class) -> None:
    escape = chr(27)
    message = f"{escape}[31mred{chr(7)} paint."
    room.hand_in(
        "ana",
        add=f"paint = {message!r}\n\ndef add(a, b):\n    # {escape}]0;title\n    return a",
        largest=LARGEST,
    )
    room.hand_in("bo", add=f"raise ValueError({message!r})", largest=LARGEST)
    (room.submitted / "ana" / "ch01" / f"{escape}[2Jcopy.ipynb").write_text("{}", encoding="utf-8")
    result = room.grade()
    told = room.feedback("ana") + room.feedback("bo") + result.output
    assert [sign for sign in told if ord(sign) < 32 and sign not in "\n\t"] == []
    cells = {cell["id"]: cell for cell in room.records()["bo"]["cells"]}
    assert "stopped with ValueError: red paint. What" in cells["add-visible"]["message"]
