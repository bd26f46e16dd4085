"""Runs the lessons and stores their outputs, free of what this machine or this minute put in."""

from __future__ import annotations

import hashlib
import os
import re
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
from nbformat import NotebookNode

from grader.errors import CourseError
from grader.manifest import load
from grader.notebooks import files
from grader.paths import Paths

SECONDS_A_CELL = 60
# A proxy that nobody answers: what reaches for the network fails here instead of changing an output.
_OFFLINE = {
    **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9"),
    **dict.fromkeys(("no_proxy", "NO_PROXY"), "127.0.0.1,localhost"),
}
_KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
_KEPT_METADATA = ("mystnb", "tags")


class LessonFails(CourseError):
    """A lesson's own code stopped: the message names the lesson, the cell and the error."""


def executed(paths: Paths) -> dict[Path, bytes]:
    """Every written lesson with fresh outputs: path below the root → content.

    Raises LessonFails when a cell fails that is not tagged `raises-exception`; nothing is written then.
    """
    lessons = [paths.book / lesson.page for lesson in load(paths.book / "course.toml").lessons()]
    return {
        lesson.relative_to(paths.root): _text(run(files.read(lesson), lesson, paths)) for lesson in lessons
    }


def _text(notebook: NotebookNode) -> bytes:
    return f"{nbformat.writes(notebook)}\n".encode()  # type: ignore[no-untyped-call]


def run(notebook: NotebookNode, name: Path, paths: Paths) -> NotebookNode:
    """Execute a lesson offline in a temporary folder and normalise it; the notebook itself is changed."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    with tempfile.TemporaryDirectory(prefix="lesson-") as folder, mock.patch.dict(os.environ, _OFFLINE):
        client = NotebookClient(
            notebook,
            timeout=SECONDS_A_CELL,
            kernel_name="python3",
            record_timing=False,
            coalesce_streams=True,  # where a stream is cut into pieces differs from run to run
            resources={"metadata": {"path": folder}},
        )
        begun: list[int] = []
        client.on_cell_execute = lambda cell, cell_index: begun.append(cell_index)  # noqa: ARG005 (nbclient names both)
        try:
            client.execute()
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise LessonFails(
                f"The lesson {name} fails: {_cell(notebook, begun)}: {_reason(error)}",
                remedy="Mend the cell, or tag it `raises-exception` when the failure is meant.",
            ) from error
        normalise(notebook, _scrubber(paths, Path(folder)))
    return notebook


def _cell(notebook: NotebookNode, begun: Sequence[int]) -> str:
    """The last cell that began, by its number on the page and its first line."""
    if not begun:
        return "before its first cell"
    source = notebook.cells[begun[-1]].source.strip()
    return f"cell {begun[-1] + 1}, `{source.splitlines()[0]}`"


def _reason(error: Exception) -> str:
    """What went wrong, in a line."""
    name, text = getattr(error, "ename", None), getattr(error, "evalue", str(error))
    line = next(iter(text.strip().splitlines()), "")
    return f"{name}: {line}" if name else line


def normalise(notebook: NotebookNode, scrub: Scrub) -> None:
    """Take out what differs from run to run: timings, versions, paths, addresses, random cell ids."""
    notebook.metadata = nbformat.from_dict({"kernelspec": _KERNEL, "language_info": {"name": "python"}})  # type: ignore[no-untyped-call]
    seen: set[str] = set()
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(  # type: ignore[no-untyped-call]
            {key: cell.metadata[key] for key in _KEPT_METADATA if key in cell.metadata}
        )
        if cell.get("id") in seen or "id" not in cell:
            cell["id"] = f"cell-{hashlib.sha256(f'{len(seen)} {cell.source}'.encode()).hexdigest()[:8]}"
        seen.add(cell["id"])
        for output in cell.get("outputs", ()):
            output.update(_cleaned(output, scrub))


class Scrub:
    """Replaces this machine's paths, kernel file names and memory addresses in text."""

    def __init__(self, places: dict[str, str]) -> None:
        longest_first = sorted(places, key=len, reverse=True)
        self._places = places
        self._path = re.compile("|".join(re.escape(place) for place in longest_first))

    def __call__(self, text: str) -> str:
        """The same text on every machine."""
        text = self._path.sub(lambda found: self._places[found[0]], text)
        text = re.sub(r"/tmp/ipykernel_\d+/\d+\.py", "<cell>", text)  # noqa: S108
        return re.sub(r"\b0x[0-9a-f]{8,16}\b", "0x0", text)


def _scrubber(paths: Paths, folder: Path) -> Scrub:
    places = {str(folder): "lesson", str(paths.root): "course", str(Path.home()): "home"}
    places |= {sysconfig.get_path("purelib"): "site-packages", sysconfig.get_path("stdlib"): "python"}
    return Scrub({place: f"…/{name}" for place, name in places.items() if place != "/"})


def _cleaned(output: NotebookNode, scrub: Scrub) -> dict[str, Any]:
    """The output's texts, scrubbed; pictures stay as they are."""
    if output.output_type == "stream":
        return {"text": scrub(output.text)}
    if output.output_type == "error":
        return {"evalue": scrub(output.evalue), "traceback": [scrub(line) for line in output.traceback]}
    data = {kind: scrub(value) if _is_text(kind, value) else value for kind, value in output.data.items()}
    return {"data": data}


def _is_text(kind: str, value: object) -> bool:
    return kind.startswith("text/") and isinstance(value, str)
