"""`course grade` isolates notebooks, refuses where it cannot, and says so where it was told not to."""

from __future__ import annotations

import sys

import grade_course
import pytest
from grade_room import LARGEST, Class

from grader import worker
from grader.worker import Workshop, isolation
from grader.worker.isolation import IsolationError, Means, means


def test_grading_isolates_and_says_how(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    hired = []
    workshop = worker.Workshop
    monkeypatch.setattr(
        worker,
        "Workshop",
        lambda _, isolated, **more: hired.append(isolated) or workshop(_, isolated=isolated, **more),
    )
    room.hand_in("ada", add=grade_course.RIGHT, largest=LARGEST)
    result = room.grade()
    assert (result.exit_code, hired) == (0, [True]), result.output
    assert f"Safety     isolated by: {isolation.available()}" in result.output


def test_a_notebook_that_reads_the_solutions_gains_nothing(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = room.paths.solutions / "ch01" / f"{grade_course.NOTEBOOK}.ipynb"
    peep = f"hidden = open({str(secret)!r}).read()\ndef add(a, b):\n    return a + b"
    room.hand_in("eve", add=peep, largest=LARGEST)
    monkeypatch.setattr(worker, "Workshop", Workshop)
    result = room.grade()
    assert result.exit_code == 0, result.output
    cells = {cell["id"]: cell for cell in room.records()["eve"]["cells"]}
    assert (cells["add-hidden"]["score"], cells["largest-hidden"]["score"]) == (0, 2)


def test_trusted_notebooks_run_with_limits_only(room: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    hired = []
    workshop = worker.Workshop
    monkeypatch.setattr(
        worker,
        "Workshop",
        lambda _, isolated, **more: hired.append(isolated) or workshop(_, isolated=isolated, **more),
    )
    room.hand_in("ada", add=grade_course.RIGHT, largest=LARGEST)
    result = room.grade("--trust")
    assert (result.exit_code, hired) == (0, [False])
    assert "Safety     not isolated (--trust)" in result.output


def test_results_and_page_say_who_was_trusted_until_nobody_need_be(room: Class) -> None:
    room.hand_in("ada", add=grade_course.RIGHT, largest=LARGEST)
    told = "was run without isolation"
    assert room.grade("--trust").exit_code == 0
    assert [record["isolated"] for record in room.records().values()] == [False]
    assert told in room.feedback("ada")
    assert "unchanged since the last run" in room.grade("--trust").output.splitlines()[0]
    assert "unchanged since the last run" not in room.grade().output.splitlines()[0]
    assert [record["isolated"] for record in room.records().values()] == [True]
    assert told not in room.feedback("ada")
    assert "unchanged since the last run" in room.grade("--trust").output.splitlines()[0]
    assert [record["isolated"] for record in room.records().values()] == [True]


def test_without_means_grading_refuses_and_names_the_ways_out(
    room: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> Means:
        raise IsolationError("This machine cannot confine a process of a stranger (seccomp: not there).")

    monkeypatch.setattr(means, "available", none)
    room.hand_in("ada", add=grade_course.RIGHT)
    result = room.grade()
    assert isinstance(result.exception, IsolationError)
    assert "container" in result.exception.remedy and "--trust" in result.exception.remedy
    assert not (room.out / "results.json").exists()


def test_another_system_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(IsolationError, match="darwin"):
        means.available.__wrapped__()


def test_a_trial_that_breaks_down_is_no_isolation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with pytest.raises(IsolationError, match="broke down"):
        means.available.__wrapped__()
