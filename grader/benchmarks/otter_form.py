"""The class's submissions in Otter-Grader's form, and Otter-Grader's run on them.

There, tests lie in files of a zip beside the notebook, not in its cells. So each graded test cell becomes a
test file with the same code and points, and submissions lose those cells. It runs by
`otter.api.grade_submission`, one notebook after the other in one process, without its containers.
"""

from __future__ import annotations

import json
import os
import site
import subprocess
import time
import zipfile
from pathlib import Path

from nbformat import NotebookNode

from benchmarks.runs import Timed
from grader.notebooks import files
from grader.notebooks.cells import cells
from grader.paths import Paths

TOLD = (
    "Otter-Grader ran the same answers and test code, converted to its form; no containers, no isolation, no "
    "manual tasks, gradebook or feedback pages."
)
_TEST = """\
from otter.test_files import test_case
OK_FORMAT = False
name = {name!r}

@test_case(points={points!r})
def test(env):
    exec({code!r}, env)
"""


def version(python: str) -> str | None:
    """The Otter-Grader that this interpreter has, or None."""
    code = "from importlib.metadata import version; print(version('otter-grader'))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def convert(paths: Paths, assignment: str, submitted: Path, to: Path) -> list[tuple[str, str]]:
    """Write all notebooks and tests in Otter-Grader's form: the pairs of a submission and its tests."""
    pairs = []
    for solution in sorted((paths.solutions / assignment).glob("*.ipynb")):
        source, tests = files.read(solution), to / f"{solution.stem}.zip"
        _write_tests(source, tests)
        for file in sorted(submitted.glob(f"*/{assignment}/{solution.name}")):
            target = to / file.parents[1].name / file.name
            files.write(_without_tests(files.read(file)), target)
            pairs.append((str(target), str(tests)))
    return pairs


def run(python: str, paths: Paths, pairs: list[tuple[str, str]], folder: Path) -> tuple[Timed, list[float]]:
    """Grade the pairs with this interpreter's Otter-Grader: the time, and the score of each."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pairs.json").write_text(json.dumps(pairs), encoding="utf-8")
    # The notebooks need the course's libraries.
    ours = [str(paths.root / "grader"), str(paths.root / "reference_app"), *site.getsitepackages()]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(ours), "COURSE_ROOT": str(paths.root)}
    script = Path(__file__).with_name("otter_grades.py")
    started = time.perf_counter()
    with (folder / "otter.log").open("w", encoding="utf-8") as log:
        done = subprocess.run(
            [python, str(script), "pairs.json", "scores.json"],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            check=False,
        )
    timed = Timed(time.perf_counter() - started)
    if done.returncode != 0:
        raise SystemExit(f"Otter-Grader ended with {done.returncode}:\n{(folder / 'otter.log').read_text()}")
    return timed, json.loads((folder / "scores.json").read_text(encoding="utf-8"))


def _write_tests(source: NotebookNode, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w") as held:
        held.writestr("otter_config.json", json.dumps({"lang": "python", "print_summary": False}))
        for number, cell in enumerate(cells(source)):
            if cell.is_test and cell.points:
                code = source.cells[cell.index].source
                text = _TEST.format(name=f"t{number:03}", points=cell.points, code=code)
                # Otter-Grader runs them in the order of their names; later ones use names of earlier ones.
                held.writestr(f"tests/t{number:03}.py", text)


def _without_tests(notebook: NotebookNode) -> NotebookNode:
    dropped = {cell.index for cell in cells(notebook) if cell.is_test}
    notebook.cells = [cell for index, cell in enumerate(notebook.cells) if index not in dropped]
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook
