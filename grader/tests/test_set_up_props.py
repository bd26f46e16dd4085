"""The models of a set-up and of migrations say where the commands stop, and what they leave."""

from __future__ import annotations

import logging

import pytest

from grader.props import environments, migrated


def test_a_line_stops_where_it_needs_what_is_not_there() -> None:
    for letters, trouble in {
        "B": "there is no .venv/bin/python",
        "AE": "pytest is not installed",
        "D": "vouches for nothing",
        "ABEE": "E stands there twice",
        "G": "changes the system's own Python",
        "H": "nothing has changed",
        "Q": "is no line",
    }.items():
        with pytest.raises(ValueError, match=trouble):
            environments.left_by(lambda _, letters=letters: list(letters), "clone")  # type: ignore[misc]


def test_what_is_left_tells_old_from_new_and_tested_from_untested() -> None:
    assert environments.left_by(lambda _: list("CBEH"), "update") == {
        "installed": "an older lock and the lock",
        "lock": "newer",
        "tested": "more than the lock names",
        "handed over": "what nobody has tested",
    }
    with pytest.raises(TypeError, match="a list of letters"):
        environments.left_by(lambda _: "ABE", "clone")


def test_flask_db_runs_for_real_and_says_why_it_stops() -> None:
    assert migrated.brought(lambda _: ["flask db downgrade base"], "failed release") == {
        "columns": [],
        "rows": 0,
        "revisions": 2,
        "database at": None,
    }
    for line, trouble in {
        "flask db migrate": "the 'init' command",
        "flask db downgrade -1": "No such option '-1'",
        "flask db stamp head": "one of downgrade, init, migrate, upgrade is needed",
        "rm -r .": "is needed",
    }.items():
        with pytest.raises(ValueError, match=trouble):
            migrated.brought(lambda _, line=line: [line], "begin")  # type: ignore[misc]


def test_flask_db_switches_no_logger_of_this_process_off() -> None:
    ours = logging.getLogger("university.ours")
    root = logging.getLogger()
    handlers = list(root.handlers)
    migrated.brought(lambda _: ["flask db upgrade"], "clone")
    assert not ours.disabled
    assert root.handlers == handlers


def test_each_project_begins_as_the_one_before_and_is_begun_once(monkeypatch: pytest.MonkeyPatch) -> None:
    migrated.rehearse()
    monkeypatch.setattr(migrated, "_begin", lambda *_: pytest.fail("begun again"))
    back = [migrated.brought(lambda _: ["flask db downgrade"], "failed release") for _ in range(2)]
    assert back == [{"columns": ["id"], "rows": 1, "revisions": 2, "database at": "0001"}] * 2
