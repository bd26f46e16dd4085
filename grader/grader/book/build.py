"""Building the site by jupyter-book, where every warning is an error, its search and its list of files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from grader.book import offline, search
from grader.errors import CourseError
from grader.paths import Paths

FIRST_PAGE = "book/index.html"
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_FRONT = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<meta http-equiv="refresh" content="0; url={page}">
</head>
<body><main><h1>{title}</h1><p><a href="{page}">Go to the start page</a></p></main></body>
</html>
"""


def site(output: Path) -> Path:
    """The folder that holds the built pages, when `output` is where `build` was told to put them."""
    return output / "_build" / "html"


def build(
    paths: Paths,
    output: Path,
    *,
    title: str,
    fresh: bool = False,
    said: Mapping[str, str] | None = None,
) -> int:
    """Build into `output`/_build/html; returns jupyter-book's exit code (not 0 when there was a warning).

    `said` holds variables of the environment that name settings of this build.

    Only changed pages are built again, unless `fresh`. After a failure the next run starts afresh, since a
    page that is not built again does not repeat its warning. Raises CourseError when jupyter-book or pagefind
    is missing or the folder cannot be written.
    """
    command = shutil.which("jupyter-book", path=str(Path(sys.executable).parent)) or shutil.which(
        "jupyter-book"
    )
    if command is None:
        raise CourseError("jupyter-book is not installed here.", remedy="Run `make setup`, then this again.")
    forget = output / "_build" / ".doctrees"
    try:
        if fresh:
            shutil.rmtree(output / "_build", ignore_errors=True)
        options = ["--path-output", str(output), "-W", "-n", "--keep-going", "-q"]
        code = _run([command, "build", str(paths.root), *options], paths.root, said or {})
        if code != 0:
            shutil.rmtree(forget, ignore_errors=True)
            return code
        front = _FRONT.format(title=title, page=FIRST_PAGE)
        (site(output) / "index.html").write_text(front, encoding="utf-8")
        search.index(paths, site(output))
        offline.write_list(site(output))
    except OSError as error:
        raise CourseError(
            f"The site could not be written to {site(output)}: {error.strerror}.",
            remedy="Free some space or mend the folder's permissions, then run this again.",
        ) from error
    except KeyboardInterrupt:
        shutil.rmtree(forget, ignore_errors=True)
        raise
    return 0


def ensure(paths: Paths, *, title: str, say: Callable[[str], object]) -> None:
    """Build the learner's copy of the site unless it is newer than every source.

    JupyterLab starts all the same when that fails: the lessons are notebooks too.
    """
    front = site(paths.book) / "index.html"
    if front.is_file() and front.stat().st_mtime >= _newest(paths):
        return
    say("• Building the book (about 20 seconds the first time)")
    if build(paths, paths.book, title=title) != 0:
        say("✗ The book was not built, so its tile shows nothing new. Everything else works; see above.")


def _newest(paths: Paths) -> float:
    """When the sources of the site last changed, in seconds since the epoch."""
    own = [paths.root / "_config.yml", paths.root / "_toc.yml"]
    below = (Path(folder, name) for folder, name in _book_files(paths.book))
    return max(file.stat().st_mtime for file in (*own, *below) if file.is_file())


def _book_files(book: Path) -> Iterator[tuple[str, str]]:
    for folder, folders, names in os.walk(book):
        folders[:] = [name for name in folders if name not in {"_build", "__pycache__", ".ipynb_checkpoints"}]
        yield from ((folder, name) for name in names)


def _run(command: list[str], folder: Path, said: Mapping[str, str]) -> int:
    """Run jupyter-book; warnings and errors are shown as they come, its chatter is not."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **said},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as running:
        for line in running.stderr or ():
            sys.stderr.write(line if sys.stderr.isatty() else _COLOUR.sub("", line))
    return running.returncode
