"""The command `university`."""

from __future__ import annotations

import pytest

IN_MEMORY = {"UNIVERSITY_DATABASE_URL": "memory:"}


def test_help_needs_no_settings(run) -> None:
    result = run("--help", UNIVERSITY_ENVIRONMENT="nonsense")
    assert result.exit_code == 0
    assert all(command in result.output for command in ("assess", "courses"))
    assert run("assess", "--help", UNIVERSITY_ENVIRONMENT="nonsense").exit_code == 0


def test_courses_are_searched(run) -> None:
    result = run("courses", "marine", **IN_MEMORY)
    assert result.output == "BIO-201  4 cr  Marine Biology\n1 course, page 1 of 1\n"
    listed = run("courses", "--department", "bio", "--page", "1", **IN_MEMORY)
    assert "BIO-101  4 cr  Foundations of Biology" in listed.output
    assert run("courses", **IN_MEMORY).output.endswith("129 courses, page 1 of 7\n")


def test_assess_tells_yes_and_no(run) -> None:
    refused = run("assess", "s-1042", "bio-305-a", **IN_MEMORY)
    assert refused.exit_code == 1
    assert "No: S-1042 would be refused in BIO-305-A." in refused.output
    assert "prerequisites.missing: BIO-305 requires" in refused.output
    allowed = run("assess", "S-1042", "CSC-101-A", **IN_MEMORY)
    assert (allowed.exit_code, allowed.output) == (0, "Yes: S-1042 would be enrolled in CSC-101-A.\n")


def test_a_sweep_tells_what_it_did(run) -> None:
    swept = run("waitlist", "sweep", **IN_MEMORY)
    assert (swept.exit_code, swept.output) == (0, "0 offers expired, 0 seats offered.\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("assess", "S-9", "BIO-201-A"), "There is no student S-9."),
        (("assess", "S-1042", "BIO-201"), "There is no section BIO-201."),
        (("courses", "--page", "0"), "There is no page 0."),
        (("courses", "--credits", "many"), "not a valid integer"),
        (("nonsense",), "No such command"),
    ],
)
def test_bad_input_is_two(run, arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments, **IN_MEMORY)
    assert (result.exit_code, says in result.output) == (2, True), result.output


def test_settings_that_are_refused_are_two(run) -> None:
    result = run("courses", UNIVERSITY_ENVIRONMENT="production")
    assert result.exit_code == 2
    assert "Error: UNIVERSITY_SECRET_KEY needs" in result.output
