"""What `course` says of its commands, and to a command that it does not know."""

from __future__ import annotations

import pkgutil

import pytest
from click.testing import CliRunner

from grader import __main__ as main
from grader import commands
from grader.errors import CourseError


def test_every_command_is_in_a_group_and_nothing_is_cut() -> None:
    result = CliRunner().invoke(main.course, ["--help"])
    assert result.exit_code == 0
    assert "…" not in result.output
    assert "..." not in result.output.replace("[ARGS]...", "")
    assert "Others:" not in result.output
    learners, _, rest = result.output.partition("For instructors:")
    instructors, _, authors = rest.partition("For authors:")
    for name in [module.name for module in pkgutil.iter_modules(commands.__path__)]:
        assert f"\n  {name} " in learners + instructors + authors
    assert "\n  check " in learners
    assert "\n  grade " in instructors
    assert "\n  verify " in authors


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [("chek", "Did you mean: course check"), ("progres", "Did you mean: course progress"), ("q", "--help")],
)
def test_an_unknown_command_is_answered_with_the_nearest(typed: str, remedy: str) -> None:
    error = CliRunner().invoke(main.course, [typed]).exception
    assert isinstance(error, CourseError)
    assert remedy in error.remedy


def test_every_line_of_a_remedy_is_indented(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(**_: object) -> None:
        raise CourseError("No.", remedy="First.\nSecond.")

    monkeypatch.setattr(main.course, "main", refuse)
    with pytest.raises(SystemExit) as left:
        main.main()
    assert left.value.code == 2
    assert capsys.readouterr().err == "✗ No.\n  First.\n  Second.\n"
