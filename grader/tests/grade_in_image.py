"""`make grade-image`: `course grade --container` by a real engine, on honest work and on three attacks.

No test of `make test`: it needs the instructor's image, which takes minutes to build.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader import paths

IMAGE = os.environ.get("COURSE_IMAGE", "backend-course-instructor")
NOTEBOOK = "07c_iteration_and_decorators"
FULL, TASK = 18, 5
"""Points of the notebook, and of its task `pages`."""
READS = """
import glob, socket
def look(path):
    try:
        with open(path, "rb") as file: return "READ " + str(file.read(99))
    except OSError as error: return type(error).__name__
for pattern in ("/submitted/*/*/*", "/results/*", "/course/solutions/ch01/*.ipynb", "/etc/shadow"):
    for path in glob.glob(pattern) or [pattern.replace("*", "x")]: print(look(path))
for path in ("/submitted/x", "/results/x", "/course/x"):
    try:
        with open(path, "w"): print("WROTE", path)
    except OSError as error: print(type(error).__name__)
try: print("CONNECTED", socket.create_connection(("127.0.0.1", 22), 1))
except OSError as error: print(type(error).__name__)
def pages(rows, size): return []
"""
ATTACKS = {
    "everything": "class All:\n    __eq__ = lambda *a: True\ndef pages(rows, size): return All()",
    "exits": "import os\ndef pages(rows, size): os._exit(0)",
    "reads": READS,
}


def answers() -> dict[str, str]:
    source = json.loads((paths.find().solutions / "ch01" / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8"))
    marked = [cell for cell in source["cells"] if cell["metadata"].get("nbgrader", {}).get("solution")]
    return {cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"]) for cell in marked}


def hand_in(submitted: Path, student: str, given: dict[str, str]) -> None:
    text = (paths.find().exercises / "ch01" / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8")
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = given.get(name, cell["source"])
    file = submitted / student / "ch01" / f"{NOTEBOOK}.ipynb"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("image")
    hand_in(root / "submitted", "ada", answers())
    for student, pages in ATTACKS.items():
        hand_in(root / "submitted", student, {**answers(), "pages": pages})
    where = ["--submitted", str(root / "submitted"), "--out", str(root / "out")]
    command = [sys.executable, "-m", "grader", "grade", "ch01", "--container", IMAGE, *where]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    print(done.stdout, done.stderr)
    assert done.returncode == 0
    assert "Safety     isolated by: " in done.stdout
    return root / "out"


def test_everybody_gets_what_is_theirs(out: Path) -> None:
    records: list[dict[str, Any]] = json.loads((out / "results.json").read_text(encoding="utf-8"))
    of_notebook = [record for record in records if record["notebook"] == NOTEBOOK]
    assert {record["student"]: record["score"] for record in of_notebook} == {
        "ada": FULL,
        **dict.fromkeys(ATTACKS, FULL - TASK),
    }
    assert all(record["isolated"] for record in records)


def test_nothing_was_read_written_or_reached(out: Path) -> None:
    file = out / "autograded" / "reads" / "ch01" / f"{NOTEBOOK}.ipynb"
    shown = [
        output["text"]
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    ]
    told = "".join("".join(text) for text in shown)
    assert "Error" in told
    assert not any(word in told for word in ("READ", "WROTE", "CONNECTED"))


def test_results_belong_to_who_gave_the_command(out: Path) -> None:
    assert (out / "gradebook.db").stat().st_uid == os.getuid()
    assert (out / "feedback" / "ada" / "ch01.html").is_file()
