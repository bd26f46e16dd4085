"""`course verify`: it finds every kind of defect, and the course has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import grade_course
import nbformat
import pytest

from grader.authoring import lessons, release, verify
from grader.authoring.verify import Findings
from grader.manifest import load
from grader.notebooks import files
from grader.paths import Paths, find
from grader.worker import Worker

FOLDER = Path("ch01") / grade_course.NOTEBOOK
HEADER = "# kind: anticipated\n"
ANSWERS = {
    "add/right_sum.py": HEADER + "def add(a, b):\n    return sum((a, b))",
    "add/wrong_minus.py": HEADER + "# message: returned `-1`; expected `5`\ndef add(a, b):\n    return a - b",
    "add/wrong_five.py": HEADER + "# message: Large sums too\ndef add(a, b):\n    return 5",
    "add/wrong_none.py": HEADER + "# message: The sum.\ndef add(a, b):\n    a + b",
    "largest/right_sorted.py": HEADER + "def largest(numbers):\n    return sorted(numbers)[-1]",
    "largest/wrong_first.py": HEADER
    + "# message: The largest.\ndef largest(numbers):\n    return numbers[0]",
    "largest/wrong_zero.py": HEADER
    + "# message: Below zero too\ndef largest(numbers):\n    return max(0, *numbers)",
    "largest/wrong_last.py": HEADER
    + "# message: The largest.\ndef largest(numbers):\n    return numbers[-1]",
}


@pytest.fixture(scope="module")
def warm() -> Iterator[Worker]:
    with Worker.private(find()) as worker:
        yield worker


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """The small course without its manual task, with a bank that has no defect."""
    made = grade_course.make(tmp_path)
    monkeypatch.setenv("COURSE_ROOT", str(made.root))
    manifest = made.book / "course.toml"
    text = manifest.read_text(encoding="utf-8").replace('{ slug = "essay", title = "Why" },', "")
    manifest.write_text(text, encoding="utf-8")
    load.cache_clear()
    change(made, lambda all_cells: all_cells[:-2])
    for name, code in ANSWERS.items():
        answer(made, name, code)
    return made


def answer(paths: Paths, name: str, code: str) -> None:
    file = paths.bank / FOLDER / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code + "\n", encoding="utf-8")


def change(paths: Paths, how: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> None:
    """Change the solution notebook and release it."""
    grade_course.write(paths.solutions / f"{FOLDER}.ipynb", how(grade_course.source_cells()))
    for path, content in release.exercises(paths).items():
        (paths.root / path).write_bytes(content)


def edited(name: str, old: str, new: str) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    def edit(all_cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for cell in all_cells:
            if cell["id"] == name:
                assert old in cell["source"]
                cell["source"] = cell["source"].replace(old, new)
        return all_cells[:-2]

    return edit


def found(paths: Paths, worker: Worker) -> Findings:
    (findings,) = verify.verify(paths, tuple(load(paths.book / "course.toml").lessons()), [worker])
    return findings


def test_a_sound_lesson_has_no_defect_and_is_counted(paths: Paths, warm: Worker) -> None:
    findings = found(paths, warm)
    assert findings.defects == []
    assert (findings.tasks, findings.points, findings.wrong, findings.right) == (2, 8, 6, 2)
    assert verify.stale(paths) == []


FAULTY_ANSWERS = {
    "wrong but passes": (
        "add/wrong_minus.py",
        "# message: x\ndef add(a, b):\n    return b + a",
        "every test passes",
    ),
    "right but fails": ("add/right_sum.py", "def add(a, b):\n    return 5", "right, but `add-hidden` fails"),
    "other message": (
        "add/wrong_minus.py",
        "# message: Zzz\ndef add(a, b):\n    return 0",
        "without the message 'Zzz'",
    ),
    "no message": ("add/wrong_minus.py", "def add(a, b):\n    return 0", "needs `# message"),
    "message to be filled in": (
        "add/wrong_minus.py",
        "# message: ?\ndef add(a, b):\n    return 0",
        "is not filled in",
    ),
    "empty message": ("add/wrong_minus.py", "# message:\ndef add(a, b):\n    return 0", "is not filled in"),
    "unknown task": ("product/wrong_minus.py", "", "belongs to no task"),
    "misnamed": ("add/maybe_minus.py", "", "belongs to no task"),
}


@pytest.mark.parametrize(("name", "code", "defect"), FAULTY_ANSWERS.values(), ids=FAULTY_ANSWERS.keys())
def test_a_faulty_answer_is_found(paths: Paths, warm: Worker, name: str, code: str, defect: str) -> None:
    answer(paths, name, HEADER + code)
    (told,) = found(paths, warm).defects
    assert told.startswith("grader/bank/ch01/01_sums/") and defect in told


def test_a_task_that_a_person_marks_needs_no_answers_in_the_bank(tmp_path: Path, warm: Worker) -> None:
    made = grade_course.make(tmp_path)
    for name, code in ANSWERS.items():
        answer(made, name, code)
    findings = found(made, warm)
    assert findings.tasks == 3 and not [defect for defect in findings.defects if "bank" in defect]


def test_a_missing_kind_and_too_few_answers_are_found(paths: Paths, warm: Worker) -> None:
    answer(paths, "add/right_sum.py", "def add(a, b):\n    return b + a")
    (paths.bank / FOLDER / "largest" / "wrong_last.py").unlink()
    (paths.bank / FOLDER / "largest" / "right_sorted.py").unlink()
    defects = "\n".join(found(paths, warm).defects)
    assert "right_sum.py: the first line must be `# kind" in defects
    assert "largest: 2 wrong answers" in defects and "largest: 0 right answers" in defects


FAULTY_NOTEBOOKS = {
    "points": ("add-text", "4 points", "5 points", "the statement says 5 points, the metadata 4"),
    "tasks in the first cell": ("title", "# Sums", "Three tasks, 8 points", "there are 2 tasks, 8 points"),
    "points in the first cell": ("title", "# Sums", "2 tasks, 9 points", "there are 2 tasks, 8 points"),
    "no points": ("add-text", "(4 points, 5 minutes)", "", "must say once how much it is worth"),
    "hints": ("add-text", "Hint 3", "Idea", "2 hints instead of 3"),
    "vocabulary": (
        "add-visible",
        "expect(add",
        "assert add\nexpect(add",
        "`assert` is not in the vocabulary",
    ),
    "a function of its own": (
        "add-visible",
        "expect(add",
        "def other(a, b): pass\nexpect(add",
        "line 3: `def` is not in the vocabulary",
    ),
    "yes or no": (
        "add-visible",
        "expect(add, 2, 3).returns(5",
        "expect(isinstance, add(2, 3), int).returns(True",
        "line 3: `isinstance` is not in the vocabulary",
    ),
    "undecided": (
        "add-visible",
        'expect(add, 2, 3).returns(5, because="The sum.")',
        "add(2, 3)",
        "it uses none of",
    ),
    "hidden": ("add-hidden", "# Other numbers.\n", "", "a hidden cell is one comment line"),
    "solution": ("add", "return a + b", "return a - b", "`add-visible` failed, 0 of 2"),
    "free points": (
        "add-visible",
        "expect(add, 2, 3)",
        "expect(sum, [2, 3])",
        "the untouched `add-visible` earns 2",
    ),
}


@pytest.mark.parametrize(
    ("cell", "old", "new", "defect"), FAULTY_NOTEBOOKS.values(), ids=FAULTY_NOTEBOOKS.keys()
)
def test_a_faulty_notebook_is_found(
    paths: Paths, warm: Worker, cell: str, old: str, new: str, defect: str
) -> None:
    change(paths, edited(cell, old, new))
    assert any(defect in told for told in found(paths, warm).defects), found(paths, warm).defects


def test_tasks_of_notebook_and_manifest_must_agree(paths: Paths, warm: Worker) -> None:
    change(paths, lambda all_cells: all_cells)
    assert any(
        "those in book/course.toml are ['add', 'largest']" in told for told in found(paths, warm).defects
    )


def test_a_stale_exercise_is_found(paths: Paths) -> None:
    (paths.exercises / f"{FOLDER}.ipynb").write_text("{}", encoding="utf-8")
    assert verify.stale(paths) == [
        "exercises/ch01/01_sums.ipynb is not what solutions/ generates: run `course derive exercises`"
    ]


def test_a_lesson_that_nbval_mostly_ignores_is_found(paths: Paths, warm: Worker) -> None:
    page = paths.book / "ch01_numbers" / f"{grade_course.NOTEBOOK}.ipynb"
    lesson = files.read(page)
    lesson.cells[1].metadata["tags"] = ["nbval-ignore-output"]
    files.write(lesson, page)
    assert found(paths, warm).defects == [
        "book/ch01_numbers/01_sums.ipynb: nbval ignores 1 of 1 cells; at most 10% may be"
    ]


def test_both_ways_to_have_nbval_ignore_a_cell_count() -> None:
    code = nbformat.v4.new_code_cell
    notebook = nbformat.v4.new_notebook(
        cells=[
            code("1", metadata={"tags": ["nbval-skip"]}),
            code("# NBVAL_IGNORE_OUTPUT\n2"),
            code("3", metadata={"tags": ["raises-exception"]}),
        ]
    )
    assert lessons.ignored(notebook) == (2, 3)


@pytest.mark.parametrize(
    "lesson", list(load(find().book / "course.toml").lessons()), ids=lambda one: one.name
)
def test_the_course_has_no_defect(lesson: Any, warm: Worker) -> None:
    (findings,) = verify.verify(find(), [lesson], [warm])
    assert findings.defects == []
    assert findings.tasks >= 2 and findings.wrong >= 3 * findings.tasks and findings.right >= findings.tasks


def test_the_vocabulary_check_reads_code_not_text(paths: Paths, warm: Worker) -> None:
    loop = 'for word in ("def", "class"):\n    expect(len, word).returns(len(word))\nexpect(add'
    change(paths, edited("add-visible", "expect(add", loop))
    assert found(paths, warm).defects == []
