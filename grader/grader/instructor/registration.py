"""nbgrader's registration of an assignment's cells, with one commit for each notebook that is new."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode
from nbgrader import api  # type: ignore[import-untyped]
from nbgrader.converters import GenerateAssignment  # type: ignore[import-untyped]
from nbgrader.preprocessors import SaveCells  # type: ignore[import-untyped]


class SaveAtOnce(SaveCells):  # type: ignore[misc]
    """nbgrader's own step makes six statements and a commit for each cell."""

    def _create_notebook(self, nb: NotebookNode) -> None:
        try:
            self.gradebook.find_notebook(self.notebook_id, self.assignment_id)
        except api.MissingEntry:
            self._add(nb)
        else:  # what of it may change, nbgrader knows
            super()._create_notebook(nb)

    def _add(self, nb: NotebookNode) -> None:
        kernel = json.dumps(nb.metadata.get("kernelspec", {}))
        assignment = self.gradebook.find_assignment(self.assignment_id)
        notebook = api.Notebook(name=self.notebook_id, assignment=assignment, kernelspec=kernel)
        new: Mapping[Any, Mapping[str, dict[str, Any]]] = {
            api.GradeCell: self.new_grade_cells,
            api.SolutionCell: self.new_solution_cells,
            api.TaskCell: self.new_task_cells,
            api.SourceCell: self.new_source_cells,
        }
        database = self.gradebook.db
        with database.no_autoflush:
            cells = [
                kind(name=name, notebook=notebook, **info)
                for kind, named in new.items()
                for name, info in named.items()
            ]
        database.add_all([notebook, *cells])
        database.commit()


def generator(**settings: Any) -> Any:
    """nbgrader's `generate_assignment` up to the step that saves the cells: the others make the release,
    which grading does not need."""
    made = GenerateAssignment(**settings)
    made.preprocessors = [*made.preprocessors[: made.preprocessors.index(SaveCells)], SaveAtOnce]
    return made
