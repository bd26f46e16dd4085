"""What a pyproject.toml declares is read as pip reads it."""

from __future__ import annotations

import tomllib

import pytest

from grader.props.projects import accepted, declared, needed, pythons


def project() -> str:
    return """
[project]
name = "moor"
requires-python = ">= 3.11"
dependencies = ["Flask >= 3.1, < 4", "SQLAlchemy~=2.0.30"]

[dependency-groups]
dev = ["pytest", "Flask_WTF"]
"""


def test_what_is_declared_and_what_is_missing() -> None:
    assert declared(project, "project", "name") == "moor"
    with pytest.raises(KeyError, match=r"no project\.version"):
        declared(project, "project", "version")
    with pytest.raises(KeyError, match=r"no project\.name\.x"):
        declared(project, "project", "name", "x")


def test_names_are_compared_as_pip_does() -> None:
    assert needed(project, "project", "dependencies") == ["flask", "sqlalchemy"]
    assert needed(project, "dependency-groups", "dev") == ["flask-wtf", "pytest"]
    with pytest.raises(TypeError, match="list of texts"):
        needed(project, "project", "name")


def test_versions_are_accepted_by_the_requirement() -> None:
    assert accepted(project, "flask", "3.0", "3.1", "3.9.1", "4.0") == ["3.1", "3.9.1"]
    assert accepted(project, "sqlalchemy", "2.0.29", "2.0.30", "2.0.99", "2.1") == ["2.0.30", "2.0.99"]
    with pytest.raises(KeyError, match="does not name click"):
        accepted(project, "click", "8.0")


def test_versions_of_python_are_accepted_by_what_is_required() -> None:
    assert pythons(project, "3.9", "3.10", "3.11", "3.14") == ["3.11", "3.14"]


def test_what_is_no_text_or_no_toml_is_refused() -> None:
    with pytest.raises(TypeError, match="one text"):
        declared(lambda: None, "project")
    with pytest.raises(tomllib.TOMLDecodeError):
        declared(lambda: "name = ", "project")
