"""A small exercise notebook with two tasks and a manual one, for tests of restoring and judging."""

from __future__ import annotations

import re

from nbformat import NotebookNode, v4

VISIBLE = "from grader import expect\nexpect(twice, 3).returns(6, because='Two times three.')"
HIDDEN = """# Hidden tests: nothing, negative numbers.
### BEGIN HIDDEN TESTS
expect(twice, -4).returns(-8, because='The sign stays.', kind='a negative number')
### END HIDDEN TESTS"""
STUB = "def twice(n):\n    raise NotImplementedError"


def graded(name: str, source: str, *, points: float = 0, solution: bool = False) -> NotebookNode:
    """A code cell with nbgrader's metadata."""
    metadata = {
        "grade": points > 0,
        "grade_id": name,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points:
        metadata["points"] = points
    cell: NotebookNode = v4.new_code_cell(source, id=f"id-{name}", metadata={"nbgrader": metadata})  # type: ignore[no-untyped-call]
    return cell


def notebook(answer: str = "def twice(n):\n    return 2 * n", setup: str = "start = 1") -> NotebookNode:
    """The source; `answer` is the solution of the first task."""
    made: NotebookNode = v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[
            v4.new_markdown_cell("# Exercises", id="title"),  # type: ignore[no-untyped-call]
            v4.new_code_cell(setup, id="setup"),  # type: ignore[no-untyped-call]
            graded("twice", answer, solution=True),
            graded("twice-visible", VISIBLE, points=1),
            graded("twice-hidden", HIDDEN, points=2),
            graded("half", "def half(n):\n    return n / 2", solution=True),
            graded("half-visible", "expect(half, 3).returns(1.5)", points=1),
            graded("essay", "# your words", points=5, solution=True),
        ]
    )
    return made


def release(answer: str = STUB) -> NotebookNode:
    """What a learner gets: the hidden tests stripped."""
    made = notebook(answer)
    for cell in made.cells:
        cell.source = re.sub(r"### BEGIN HIDDEN.*?### END HIDDEN TESTS", "", cell.source, flags=re.DOTALL)
    return made
