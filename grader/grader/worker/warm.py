"""What the warm process imports before it forks for anybody."""

from __future__ import annotations

import gc
import importlib
import linecache
import os
import pkgutil
import sys
import tempfile
import traceback
from collections.abc import Iterable
from types import ModuleType

from grader.notebooks.quick import quick_imports
from grader.web.request import software
from grader.worker import plugins, rules, templates
from grader.worker.records import outputs_from
from grader.worker.shell import Outputs, Shell, make_shell

_LIBRARIES = (
    "decimal",
    "flask",
    "flask.testing",
    "flask_login",
    "flask_migrate.cli",
    "flask_sqlalchemy.cli",
    "flask_wtf",
    "nbformat",
    "nbformat.v4",
    "pytest",
    "selectolax.lexbor",
    "sqlalchemy.dialects.sqlite",
    "sqlalchemy.orm",
    "werkzeug.debug",
)
_OURS = ("grader.web", "grader.vocabulary", "grader.props", "grader.verdict")
_ASKED_FOR = ("grader.learner.check", "grader.instructor.marking")
"""What workers are asked for, nearly always."""


def warm() -> Shell:
    """Import the libraries and our own packages, and make the shell that every run inherits.

    The cyclic collector rests until `settle`.
    """
    gc.disable()  # what is imported stays: the collector would look through it again and again
    # IPython makes a profile folder when the shell is made; the user's own is none of our business.
    with tempfile.TemporaryDirectory() as profile:
        os.environ["IPYTHONDIR"] = profile
        shell = make_shell()
        del os.environ["IPYTHONDIR"]
    with quick_imports():
        for name in _LIBRARIES:
            _load(name)
    for package in _OURS:
        for name in [package, *_below(package)]:
            _load(name)
    for name in _ASKED_FOR:
        _load(name)
    plugins.shorten()
    rules.prefer()
    templates.prefer()
    _rehearse(shell)
    return shell


def settle() -> None:
    """Let the cyclic collector work again, on what comes from now on: it would touch, and so copy, the pages
    that the forks share. The little that is garbage by now stays; looking for it takes a sixth of a second.
    """
    gc.freeze()
    gc.set_threshold(5000)  # with 700, what a notebook keeps is looked through eight times as often
    gc.enable()


def rehearse(tools: Iterable[str]) -> None:
    """Use these tools of tasks (see grader.worker.tools) once: a second's work each. Where one has a process
    of its own do a part of it (`begin`), that runs beside the others."""
    parts = [part for tool in tools if (part := _load(f"grader.props.{tool}")) is not None]
    steps = [getattr(part, "begin", None) for part in parts] + [part.rehearse for part in parts]
    for step in filter(None, steps):
        try:
            step()
        except Exception:  # any module of the app may be under repair, and any tool absent
            traceback.print_exc()


def _rehearse(shell: Shell) -> None:
    """Do once what takes long the first time only."""
    software()  # our server tells werkzeug's version, and werkzeug's own servers look it up: 9 ms
    # IPython loads what a traceback needs with the first one, and that takes a tenth of a second; what a
    # value needs that is shown takes 5 ms.
    shell.connect(Outputs(limit=0))
    shell.run_cell("1 / 0")  # type: ignore[no-untyped-call]
    shell.run_cell("1")  # type: ignore[no-untyped-call]
    shell.reset()  # type: ignore[no-untyped-call]
    linecache.clearcache()  # every traceback would look whether its files have changed
    # nbformat reads and compiles its schema with the first notebook, or output that is more than text, which
    # it validates: 60 ms.
    outputs_from([{"output_type": "display_data", "data": {}, "metadata": {}}])


def _below(package: str) -> list[str]:
    module = sys.modules.get(package) or _load(package)
    if module is None:
        return []
    found = pkgutil.walk_packages(module.__path__, f"{package}.", onerror=lambda _: None)
    return [info.name for info in found]


def _load(name: str) -> ModuleType | None:
    """Import a module. One that fails is left to whoever needs it: they see the error, others work on."""
    try:
        return importlib.import_module(name)
    except Exception:  # any module of the app may be under repair
        traceback.print_exc()
        return None
