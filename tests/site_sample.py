"""A copy of the book with one sample lesson more, built once a run: what the site's tests look at."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import v4

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_PAGE = "book/ch99_sample/01_sample.html"

OPENING = """\
# Seats and sets
> **You will be able to**
> - count the seats of a section
> - explain why two meetings *touch* without a clash
>
> **You need** [the path](../path.md) · **Minutes** 35 · **Adds to the app** the seat count"""

CALLOUTS = """\
> **Predict.** How many seats are left? Write a number, then run.

An ordinary paragraph between the question and the cell."""

BOXES = """\
It printed `28`.

> **Then and now** Older tutorials write `def f(x, seen=[])`.
>
> The list is shared.

> **Pitfall** A set has no order.

> **When not to**
>
> | Way | Cost |
> | :-- | :-- |
> | count each time | a query of the whole table for every visitor who opens the page, again and again |
> | keep a number | it can be wrong |

> An ordinary quotation, which stays one.

**Which of these is a set?**

<details><summary><code>{}</code></summary>

No: that is an empty *dictionary*.

</details>
<details><summary><code>set()</code></summary>Yes.</details>

**Exercises:** [work/exercises/ch99/01_sample.ipynb](../../exercises/ch99/01_sample.ipynb): none here.

```python
def seats_left(capacity: int, taken: int, a_name_so_long_that_the_line_is_wider_than_a_phone: bool) -> int:
    return capacity - taken
```
"""


@dataclass(frozen=True, slots=True)
class Built:
    """The built pages, and what the build said."""

    folder: Path
    code: int
    said: str

    def pages(self) -> list[Path]:
        """Every page of the site; _static holds the theme's templates, which are none."""
        return sorted(page for page in self.folder.rglob("*.html") if "_static" not in page.parts)


def sample() -> nbformat.NotebookNode:
    """A lesson that has each kind of box, a folded output and a plain one."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    language = {"name": "python", "pygments_lexer": "ipython3"}
    notebook = v4.new_notebook(metadata={"kernelspec": kernel, "language_info": language})
    notebook.cells = [
        v4.new_markdown_cell(OPENING, id="opening"),
        v4.new_code_cell('print("plain")', id="plain", execution_count=1, outputs=[_printed("plain")]),
        v4.new_markdown_cell(CALLOUTS, id="predict-1"),
        v4.new_code_cell("print(30 - 2)", id="run-1", execution_count=2, outputs=[_printed("28")]),
        v4.new_code_cell(
            'print("wide " * 40)', id="run-2", execution_count=3, outputs=[_printed("wide " * 40)]
        ),
        v4.new_markdown_cell(BOXES, id="boxes"),
        v4.new_code_cell('print("after")', id="after", execution_count=4, outputs=[_printed("after")]),
    ]
    return notebook


def _printed(text: str) -> nbformat.NotebookNode:
    return v4.new_output("stream", name="stdout", text=f"{text}\n")


def built(home: Path) -> Built:
    """The copy below `home`, built by the first who asks; another process of the same run waits for it."""
    home.mkdir(exist_ok=True)
    result = home / "result.json"
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not result.is_file():
            done = build(_course(home / "course"))
            result.write_text(json.dumps([done.code, done.said]), encoding="utf-8")
    return Built(pages_of(home / "course"), *json.loads(result.read_text(encoding="utf-8")))


def pages_of(root: Path) -> Path:
    """Where the course in `root` has its built pages."""
    return root / "book" / "_build" / "html"


def _course(root: Path) -> Path:
    """A copy of the book in `root`, with the sample lesson."""
    root.mkdir()
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, root)
    shutil.copytree(ROOT / "book", root / "book", ignore=shutil.ignore_patterns("_build", "__pycache__"))
    root.joinpath("reference_app").symlink_to(ROOT / "reference_app")
    page = root / "book" / "ch99_sample" / "01_sample.ipynb"
    page.parent.mkdir()
    nbformat.write(sample(), page)
    with (root / "_toc.yml").open("a", encoding="utf-8") as toc:
        toc.write("  - caption: Sample\n    chapters:\n      - file: book/ch99_sample/01_sample\n")
    return root


def build(root: Path) -> Built:
    """Run the course's own command on the course in `root`."""
    done = subprocess.run(
        [sys.executable, "-m", "grader", "book", "build"],
        env={
            "COURSE_ROOT": str(root),
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "PATH": "/usr/bin:/bin",
            "HOME": str(root),
            "LANG": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        timeout=900,
    )
    return Built(pages_of(root), done.returncode, done.stdout + done.stderr)
