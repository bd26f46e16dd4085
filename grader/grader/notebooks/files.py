"""Notebooks on disk: read with a clear error, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader.errors import CourseError
from grader.notebooks import whole

MAX_BYTES = 20 * 1024 * 1024


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
        notebook: NotebookNode = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
    except FileNotFoundError as error:
        raise CourseError(
            f"There is no notebook {path}.", remedy="`course reset` makes a fresh one."
        ) from error
    except UnicodeDecodeError as error:
        raise Damaged(f"{path} is not UTF-8 text (byte {error.start}).", remedy=again) from error
    except (json.JSONDecodeError, nbformat.reader.NotJSONError, RecursionError) as error:
        raise Damaged(f"{path} is not a notebook: it is not valid JSON.", remedy=again) from error
    except (nbformat.ValidationError, AttributeError, KeyError, TypeError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Damaged(f"{path} is not a valid notebook: {reason}", remedy=again) from error
    return notebook


def write(notebook: NotebookNode, path: Path) -> None:
    """Write the notebook whole or not at all; raises CourseError when the disk refuses."""
    whole.write_text(nbformat.writes(notebook) + "\n", path)  # type: ignore[no-untyped-call]
