"""Run by the interpreter that has Otter-Grader: `otter_grades.py PAIRS SCORES`, both JSON files."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(pairs: Path, scores: Path) -> None:
    """Grade each (notebook, tests) pair and write the points of all."""
    from otter.api import grade_submission  # type: ignore[import-not-found]  # not of this project

    graded = [grade_submission(*pair, quiet=True).total for pair in json.loads(pairs.read_text())]
    scores.write_text(json.dumps(graded))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
