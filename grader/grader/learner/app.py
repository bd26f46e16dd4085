"""What `course app` does: collect the learner's parts, build the app around them, serve it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.errors import CourseError
from grader.learner import campus, mount, say, serve
from grader.learner.copies import course_of
from grader.paths import Paths

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@dataclass(frozen=True, slots=True)
class Options:
    """The command's options; `names` are lessons whose answers go into the app."""

    names: tuple[str, ...] = ()
    port: int | None = None
    host: str = "127.0.0.1"
    prefix: str = ""
    behind_proxy: bool = False
    fresh: bool = False


def run(paths: Paths, options: Options) -> bool:
    """Serve the app until Ctrl+C; False when lessons were named and no task of them is ready.

    Raises CourseError for a busy port, a notebook that fails, or a part that does not fit.
    """
    if options.prefix and not options.prefix.startswith("/"):
        raise CourseError(
            f"The prefix {options.prefix!r} is no path.", remedy="Begin it with a slash: /university"
        )
    say.line("→", f"Starting the university{' with your parts' if options.names else ''} …")
    overrides = collect(paths, options.names)
    if options.names and not overrides:
        return False
    with serve.bind(options.host, options.port) as listening, site_with(paths, overrides, options) as site:
        _announce(listening.getsockname()[1], options)
        serve.serve(site, listening)
    return True


def collect(paths: Paths, names: tuple[str, ...]) -> dict[str, object]:
    """The parts of the named lessons by slot; says of each task whether it is in the app."""
    overrides: dict[str, object] = {}
    for name in names:
        for lesson in course_of(paths).find(name):
            found = mount.parts(paths, lesson)
            overrides |= found.overrides
            for task in found.mounted:
                say.line("✓", f"Your {task.part} ({task.name}, {task.title}) is in the app, as {task.slot}.")
            for task, why in found.left_out:
                say.line("!", f"{task.name}, {task.title}, is left out: {why}.")
    return overrides


@contextmanager
def site_with(paths: Paths, overrides: dict[str, object], options: Options) -> Iterator[WSGIApplication]:
    """The site with the parts in it, its database filled; raises CourseError when a part does not fit."""
    from flask import Flask

    behind_proxy = options.behind_proxy or _jupyter(options) is not None
    with _blaming(overrides):
        app = campus.build(paths, overrides, behind_proxy=behind_proxy)
    with closing(app):
        with _blaming(overrides):
            campus.seed(app, fresh=options.fresh)
            site = app.get(Flask)
        yield serve.under(options.prefix.rstrip("/"), site)


@contextmanager
def _blaming(overrides: dict[str, object]) -> Iterator[None]:
    """What goes wrong while the app is built is the learner's part's doing, where there is one."""
    try:
        yield
    except Exception as error:
        if not overrides:
            raise
        raise CourseError(
            f"The app cannot be built with your part: {type(error).__name__}: {error}",
            remedy="`course check` says more about it. Without your part: course app",
        ) from error


def _jupyter(options: Options) -> str | None:
    """The address of the Jupyter server in whose terminal this runs: it has a proxy for our port.

    None where others reach our port too, and could send the headers that we believe of the proxy.
    """
    return os.environ.get("JUPYTER_SERVER_URL") if options.host in serve.LOOPBACK else None


def _announce(port: int, options: Options) -> None:
    host = f"[{options.host}]" if ":" in options.host else options.host
    path = f"{options.prefix.rstrip('/')}/"
    say.line("→", f"The university is at http://{host}:{port}{path} (stop it with Ctrl+C)")
    jupyter = _jupyter(options)
    if jupyter is not None:
        say.line(
            "→",
            f"Through JupyterLab it is at {jupyter.rstrip('/')}/proxy/{port}{path}\n"
            "Where your browser calls JupyterLab by another address, put that in front of proxy/.",
        )
    if options.names:
        say.line("→", "The tile University app in JupyterLab's launcher stays the standard one.")
    if options.host not in serve.LOOPBACK:
        say.line("!", "Others can reach this address, and this server is for learning: leave --host out.")
