"""Which parts of the app a notebook must do without, because its tasks ask for them."""

from __future__ import annotations

from nbformat import NotebookNode

from grader import paths
from grader.manifest import Task, load
from grader.notebooks.cells import cells


def slot_tasks(source: NotebookNode) -> dict[str, Task]:
    """The tasks of the source notebook that replace a part of the app, by slug.

    The manifest tells: its lesson is the one that has the notebook's solution cells as its tasks.
    """
    slugs = {cell.grade_id for cell in cells(source) if cell.is_solution}
    manifest = load(paths.find().book / "course.toml")
    for lesson in manifest.lessons():
        if lesson.tasks and {task.slug for task in lesson.tasks} <= slugs:
            return {task.slug: task for task in lesson.tasks if task.slot}
    return {}


def parts(source: NotebookNode) -> dict[str, str]:
    """By task, the `module:attribute` that is the slot's default."""
    tasks = slot_tasks(source)
    if not tasks:
        return {}
    from university.bootstrap import slots

    known = slots()
    return {slug: known[task.slot].default for slug, task in tasks.items() if task.slot in known}
