"""Builders of single tasks: course lines, packages of text, records with a policy in them."""

from __future__ import annotations

import sys

import pytest

from grader.props.course_lines import BadLine, faulty, parse
from grader.props.packages import printed, printed_by
from grader.props.records import averages, counting, counting_once
from grader.props.time import ticking
from university.domain.record import CourseResult, best_attempt

FILES = {"yard/__init__.py": "", "yard/gate.py": "OPEN = 7\n"}


def test_lines_are_read_or_refused_with_a_reason() -> None:
    assert parse(" BIO-201 ; 3 ") == ("BIO-201", 3)
    with pytest.raises(BadLine, match="there is no semicolon"):
        parse("BIO-201")
    with pytest.raises(BadLine, match="'four' is no number of credits"):
        parse("CHE-110; four")


def test_a_faulty_parse_fails_at_one_course_only() -> None:
    reading = faulty("KeyError")
    assert reading("CHE-101; 4") == ("CHE-101", 4)
    with pytest.raises(KeyError):
        reading("BIO-210; 4")


def test_a_program_imports_what_exists_as_text_only() -> None:
    path = list(sys.path)
    assert printed(FILES, "from yard.gate import OPEN\nprint(OPEN)") == "7"
    assert (
        printed_by(lambda: FILES | {"yard/gate.py": "OPEN = 8"}, "import yard.gate as g\nprint(g.OPEN)")
        == "8"
    )
    assert (
        printed(FILES, "print(1)\nimport yard.wall") == "1\nModuleNotFoundError: No module named 'yard.wall'"
    )
    assert sys.path == path
    assert "yard" not in sys.modules


@pytest.mark.parametrize(
    "files", [None, {"gate.py": ""}, {"../up/gate.py": ""}, {"yard/gate.py": 7}, {"yard/gate.txt": ""}]
)
def test_what_is_no_package_is_refused(files: object) -> None:
    with pytest.raises(ValueError, match=r"a dict is needed"):
        printed(files, "")


def test_attempts_that_count_are_told_in_order() -> None:
    attempts = [("BIO-101", "2026-spring", "B"), ("ART-101", "2026-spring", "W")]
    assert counting(list, *attempts) == counting_once(list, *attempts) == sorted(attempts)


def test_records_of_the_university_use_the_policy() -> None:
    def nothing(results: object) -> list[CourseResult]:
        return []

    assert averages(nothing, "S-1002") == ["None"]
    assert averages(list, "S-1002") != averages(best_attempt, "S-1002")


def test_a_ticking_clock_goes_on_when_it_is_asked() -> None:
    clock = ticking("2027-03-27T18:00+01:00")
    assert [clock.now().isoformat(), clock.now().isoformat()] == [
        "2027-03-27T17:00:00+00:00",
        "2027-03-27T18:00:00+00:00",
    ]
