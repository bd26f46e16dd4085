"""A learner's project as if it were installed: its factory, and the programs that its pyproject.toml names.

No wheel is built: what an installer makes of an entry point imports a module and calls an object in it.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import runpy
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner
from flask import Flask
from flask.cli import ScriptInfo

from grader.props.packages import importable

Project = Callable[[], object]
"""From nothing to the project's files: text by path."""

PACKAGE = "desk"


def page(project: Project, settings: dict[str, object] | None = None, **environ: str) -> object:
    """The JSON of `/` on `create_app(settings)`, or on `create_app()` without settings.

    The variables are set after the package was imported.
    """
    with _installed(project) as files, _environment(environ):
        factory = _loaded(f"{PACKAGE}:create_app", files)
        site = factory() if settings is None else factory(settings)
        return site.test_client().get("/").get_json(silent=True)


def started(project: Project, *words: str, **environ: str) -> tuple[int, str]:
    """Exit code and output of `python -m desk`, of a script such as `desk-seats`, or of `flask seats`.

    Raises KeyError where pyproject.toml names no such program.
    """
    with _installed(project) as files, _environment(environ):
        match words:
            case ("python", "-m", name):
                return _ran(lambda: runpy.run_module(name, run_name="__main__"), name)
            case ("flask", name):
                groups = _declared(files, "project", "entry-points")
                command = _loaded(groups.get("flask.commands", {})[name], files)
                if not isinstance(command, click.Command):
                    raise TypeError(f"{name} is no click command")
                done = CliRunner().invoke(command, [], obj=ScriptInfo())
                return done.exit_code, done.output
            case (name,):
                return _ran(_loaded(_declared(files, "project", "scripts")[name], files), name)
    raise ValueError(f"no such program: {' '.join(words)}")


def made_by_import(project: Project) -> int:
    """How many Flask apps are made when the package is imported and nothing is called."""
    made = 0
    begin = Flask.__init__

    def counted(app: Flask, *args: Any, **kwargs: Any) -> None:
        nonlocal made
        made += 1
        begin(app, *args, **kwargs)

    Flask.__init__ = counted  # type: ignore[method-assign, assignment]
    try:
        with _installed(project) as files:
            for path in files:
                if path.startswith(f"{PACKAGE}/") and not path.endswith("/__main__.py"):
                    name = path.removesuffix(".py").removesuffix("/__init__")
                    importlib.import_module(name.replace("/", "."))
    finally:
        Flask.__init__ = begin  # type: ignore[method-assign]
    return made


@contextlib.contextmanager
def _installed(project: Project) -> Iterator[Mapping[str, str]]:
    files = project()
    if not isinstance(files, dict) or not all(type(one) is str for pair in files.items() for one in pair):
        raise TypeError("a dict is needed: paths such as 'desk/__init__.py', and the text of each file")
    if f"{PACKAGE}/__init__.py" not in files:
        raise ValueError(f"there is no {PACKAGE}/__init__.py, so there is no package {PACKAGE}")
    with tempfile.TemporaryDirectory(prefix="installed-") as folder, importable(Path(folder), files):
        with contextlib.redirect_stdout(io.StringIO()) as said:
            importlib.import_module(PACKAGE)
        if said.getvalue():
            raise ValueError(f"importing the package prints {said.getvalue()!r:.60}")
        yield files


def _declared(files: Mapping[str, str], *keys: str) -> dict[str, Any]:
    table: Any = tomllib.loads(files["pyproject.toml"])
    for key in keys:
        table = table.get(key, {})
    return dict(table)


def _loaded(place: str, files: Mapping[str, str]) -> Any:
    """The object at `module:name`. Raises ImportError for a module that is not in the project."""
    module, colon, name = place.partition(":")
    if not colon:
        raise ValueError(f"{place!r} names no object: write module:object")
    if module.partition(".")[0] != PACKAGE:
        raise ImportError(f"{module} is not in the project: {', '.join(sorted(files))}")
    return getattr(importlib.import_module(module), name)


def _ran(program: Callable[[], object], name: str) -> tuple[int, str]:
    """What pip's script does: call, and hand the result to the system as an exit code."""
    said, before = io.StringIO(), sys.argv
    sys.argv = [name]
    try:
        with contextlib.redirect_stdout(said):
            result = program()
    except SystemExit as error:
        result = error.code
    finally:
        sys.argv = before
    code = result if isinstance(result, int) else 0 if result is None or isinstance(result, dict) else 1
    return code, said.getvalue()


@contextlib.contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """These variables of the desk, and no others."""
    before = {name: value for name, value in os.environ.items() if name.startswith("DESK_")}
    try:
        _replace(variables)
        yield
    finally:
        _replace(before)


def _replace(variables: Mapping[str, str]) -> None:
    for name in [name for name in os.environ if name.startswith("DESK_")]:
        del os.environ[name]
    os.environ.update(variables)
