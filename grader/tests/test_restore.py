"""Trusted test cells are put back, whatever became of them."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from exercise_notebooks import HIDDEN, notebook, release
from nbformat import NotebookNode, v4

from grader.notebooks.cells import cells
from grader.verdict.restore import Unrestorable, restore


def ids(restored: NotebookNode) -> list[str | None]:
    return [cell.grade_id for cell in cells(restored)]


def find(where: NotebookNode, name: str) -> NotebookNode:
    index = next(cell.index for cell in cells(where) if cell.grade_id == name)
    found: NotebookNode = where.cells[index]
    return found


def without(name: str) -> Callable[[NotebookNode], None]:
    def change(submitted: NotebookNode) -> None:
        submitted.cells.remove(find(submitted, name))

    return change


def test_an_honest_submission_gets_the_hidden_tests_and_no_remark() -> None:
    submitted = release()
    find(submitted, "twice").source = "def twice(n):\n    return n * 2"
    before = copy.deepcopy(submitted)
    restored = restore(submitted, notebook())
    assert restored.remarks == ()
    assert find(restored.notebook, "twice-hidden").source == HIDDEN
    assert find(restored.notebook, "twice").source.endswith("n * 2")
    assert submitted == before, "the submission itself must stay as it was"


def changed(submitted: NotebookNode) -> None:
    find(submitted, "twice-visible").source = "pass"


def duplicated(submitted: NotebookNode) -> None:
    submitted.cells.append(copy.deepcopy(find(submitted, "twice-visible")))
    submitted.cells[-1].source = "pass"


def moved(submitted: NotebookNode) -> None:
    cell = find(submitted, "twice-visible")
    submitted.cells.remove(cell)
    submitted.cells.insert(0, cell)


def made_text(submitted: NotebookNode) -> None:
    cell = find(submitted, "twice-visible")
    index = submitted.cells.index(cell)
    submitted.cells[index] = v4.new_markdown_cell(cell.source, metadata=cell.metadata)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        (changed, "`twice-visible` was changed; the original was used."),
        (duplicated, "`twice-visible` was there twice; the first was kept."),
        (moved, "`twice-visible` stood before its solution cell; it was moved behind it."),
        (made_text, "`twice-visible` was made a markdown cell; it is a code cell again."),
        (without("twice-visible"), "`twice-visible` was missing; it was put back."),
        (without("twice"), "`twice` was missing; it was put back empty."),
    ],
)
def test_a_repair_is_remarked_and_the_order_is_the_sources(
    change: Callable[[NotebookNode], None], remark: str
) -> None:
    submitted, source = release(), notebook()
    change(submitted)
    restored = restore(submitted, source)
    assert restored.remarks == (remark,)
    graded = [name for name in ids(restored.notebook) if name]
    assert graded == [name for name in ids(source) if name]
    for name in ("twice-visible", "twice-hidden", "half-visible"):
        assert find(restored.notebook, name).source == find(source, name).source
        assert find(restored.notebook, name).cell_type == "code"


def test_points_come_from_the_source() -> None:
    submitted = release()
    find(submitted, "twice-visible").metadata.nbgrader.points = 1000
    assert find(restore(submitted, notebook()).notebook, "twice-visible").metadata.nbgrader.points == 1


def test_cells_of_the_learner_stay_and_foreign_ids_lose_their_meaning() -> None:
    submitted = release()
    own = v4.new_code_cell("mine = 1")  # type: ignore[no-untyped-call]
    foreign = copy.deepcopy(find(submitted, "half-visible"))
    foreign.metadata.nbgrader.grade_id, foreign.id = "other-visible", "foreign"
    submitted.cells[1:1] = [own, foreign]
    restored = restore(submitted, notebook())
    assert [cell.source for cell in restored.notebook.cells[1:2]] == ["mine = 1"]
    assert "nbgrader" not in restored.notebook.cells[2].metadata
    assert restored.remarks == ("`other-visible` is no cell of this assignment; it was run but not graded.",)


def test_cell_ids_stay_unique() -> None:
    submitted = release()
    submitted.cells[0].id = find(notebook(), "twice-visible").id
    submitted.cells.remove(find(submitted, "twice-visible"))
    found = [cell.id for cell in restore(submitted, notebook()).notebook.cells]
    assert len(found) == len(set(found))


def test_a_notebook_without_any_of_the_cells_is_for_another_assignment() -> None:
    stranger = v4.new_notebook(cells=[v4.new_code_cell("1")])  # type: ignore[no-untyped-call]
    with pytest.raises(Unrestorable, match="another assignment"):
        restore(stranger, notebook())
