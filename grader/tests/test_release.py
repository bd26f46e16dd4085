"""exercises/ is what stock nbgrader makes of solutions/."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import grade_course
import pytest

from grader.authoring import release
from grader.errors import CourseError
from grader.paths import Paths, find


def test_release_is_what_stock_nbgrader_writes(tmp_path: Path) -> None:
    ours = release.exercises(find())
    shutil.copytree(find().solutions, tmp_path / "solutions")
    shutil.copy(find().root / "nbgrader_config.py", tmp_path)
    (tmp_path / "instructor").mkdir()
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    for assignment in sorted({file.parts[1] for file in ours}):
        command = [sys.executable, "-m", "nbgrader", "generate_assignment", assignment]
        done = subprocess.run(
            command, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    stock = {
        file.relative_to(tmp_path): file.read_bytes()
        for file in (tmp_path / "exercises").rglob("*")
        if file.is_file()
    }
    assert stock == ours


def test_release_keeps_cells_and_leaves_solutions_out(tmp_path: Path) -> None:
    paths = grade_course.make(tmp_path)
    (content,) = release.exercises(paths).values()
    cells = json.loads(content)["cells"]
    assert [cell["id"] for cell in cells] == [cell["id"] for cell in grade_course.source_cells()]
    text = content.decode()
    assert "raise NotImplementedError  # replace this line with your code" in text
    assert "return a + b" not in text and str(grade_course.SECRET) not in text
    assert "# Other numbers." in text


def test_regenerating_changes_nothing(tmp_path: Path) -> None:
    paths = grade_course.make(tmp_path)
    assert release.exercises(paths) == release.exercises(paths)


def test_release_leaves_checkpoints_and_hidden_files_out(tmp_path: Path) -> None:
    paths = grade_course.make(tmp_path)
    checkpoint = paths.solutions / "ch01" / ".ipynb_checkpoints" / "01_sums-checkpoint.ipynb"
    checkpoint.parent.mkdir()
    checkpoint.write_text("secret", encoding="utf-8")
    (paths.solutions / "ch01" / "numbers.csv").write_text("1,2\n", encoding="utf-8")
    assert [path.name for path in release.exercises(paths)] == ["01_sums.ipynb", "numbers.csv"]


def test_release_without_solutions_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="carries no solutions"):
        release.exercises(Paths(tmp_path))


def test_release_names_an_assignment_that_nbgrader_refuses(tmp_path: Path) -> None:
    paths = grade_course.make(tmp_path)
    cells = grade_course.source_cells()
    grade_course.write(
        paths.solutions / "ch01" / "01_sums.ipynb", [*cells, {**cells[2], "id": "x"}, cells[3]]
    )
    with pytest.raises(CourseError, match="could not release ch01"):
        release.exercises(paths)
