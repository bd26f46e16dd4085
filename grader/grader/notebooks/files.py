"""Notebooks on disk: read with a clear error, written whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.errors import CourseError
from grader.notebooks import whole

MAX_BYTES = 20 * 1024 * 1024
MAX_DEPTH = 100
"""Of lists and dicts in one another. JupyterLab writes fewer than ten; what nests deeper ends Python's stack
in one step of grading or another."""


class Damaged(CourseError):
    """The file is there, and holds no notebook."""


def read(path: Path) -> NotebookNode:
    """The notebook at `path`, as version 4; raises CourseError, of kind Damaged for what is none."""
    again = "Put back a version that can be read. A learner's: `course reset` with the lesson's number."
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CourseError(
                f"{path} is larger than {MAX_BYTES // 2**20} MB.",
                remedy="Clear its outputs (Edit → Clear Outputs of All Cells) and save it.",
            )
        text = path.read_text(encoding="utf-8")
        wrong: dict[str, Exception] = {}
        notebook: NotebookNode = nbformat.reads(  # type: ignore[no-untyped-call]
            text, as_version=4, capture_validation_error=wrong
        )
        if _nests_too_deep(notebook):
            raise RecursionError
        if wrong:
            raise wrong["ValidationError"]
    except FileNotFoundError as error:
        raise CourseError(
            f"There is no notebook {path}.", remedy="`course reset` makes a fresh one."
        ) from error
    except UnicodeDecodeError as error:
        raise Damaged(f"{path} is not UTF-8 text (byte {error.start}).", remedy=again) from error
    except RecursionError as error:
        raise Damaged(
            f"{path} is not a notebook: it nests deeper than {MAX_DEPTH} levels.", remedy=again
        ) from error
    except (json.JSONDecodeError, nbformat.reader.NotJSONError) as error:
        raise Damaged(f"{path} is not a notebook: it is not valid JSON.", remedy=again) from error
    except (nbformat.ValidationError, AttributeError, KeyError, TypeError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Damaged(f"{path} is not a valid notebook: {reason}", remedy=again) from error
    return notebook


def write(notebook: NotebookNode, path: Path) -> None:
    """Write the notebook whole or not at all; raises CourseError when the disk refuses."""
    whole.write_text(nbformat.writes(notebook) + "\n", path)  # type: ignore[no-untyped-call]


def _nests_too_deep(data: object) -> bool:
    level = [data]
    for _ in range(MAX_DEPTH):
        level = [child for one in level for child in _children(one)]
        if not level:
            return False
    return True


def _children(data: object) -> Iterable[object]:
    if isinstance(data, dict):
        return data.values()
    return data if isinstance(data, list) else ()
