"""Work that wants its text to act where an instructor or a student reads it, and notebooks that lie."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from attacks.attack import Attack

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>"
ESCAPES = "\\x1b]0;owned\\x07\\x1b[2J\\x1b[31m\\u202eevil\\x9b31m"

PAGES = {
    "markup in output": Attack(f"print({MARKUP!r})"),
    "markup shown as a page": Attack(f"""
from IPython.display import HTML, SVG, Javascript, Markdown, display
display(HTML({MARKUP!r}), Javascript("alert(1)"), Markdown("[x](javascript:alert(1))"))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'))"""),
    "markup in a message": Attack(f"def add(a, b): raise ValueError({MARKUP!r})"),
    "markup in a name": Attack(f"""
class Bad:
    def __repr__(self): return {MARKUP!r}
Bad.__name__ = Bad.__qualname__ = {MARKUP!r}
def add(a, b): return Bad()"""),
    "markup in a value": Attack(f"def add(a, b): return {MARKUP!r}"),
    "markup in the line that raised": Attack(f"def add(a, b): raise ValueError(); '{MARKUP}'"),
    "markup as a kind of output": Attack(f"""
from IPython.display import display
display({{{MARKUP!r}: {MARKUP!r}, "text/plain": {MARKUP!r}}}, raw=True, metadata={{{MARKUP!r}: 1}})"""),
    "links and pictures by escapes": Attack(
        'print("\\x1b]8;;javascript:alert(1)\\x07click\\x1b]8;;\\x07 \\x1b_Gf=100;AAAA\\x1b\\\\ \\u2066evil")'
    ),
    "markup in code": Attack(f"# {MARKUP}\n# </pre></details></article>{MARKUP}"),
    "escapes in output": Attack(f'print("{ESCAPES}")'),
    "escapes in a message": Attack(f'def add(a, b): raise ValueError("{ESCAPES}")'),
    "escapes in a value": Attack(f'def add(a, b): return "{ESCAPES}"'),
    "escapes in a class's name": Attack(
        f'Bad = type("A{ESCAPES}", (Exception,), {{}})\ndef add(a, b): raise Bad()'
    ),
    "escapes in code": Attack("# \x1b[2J\x1b]0;owned\x07 \u202e"),
    "a message of a megabyte": Attack("def add(a, b): raise ValueError('x' * 2**20)"),
    "lone halves of letters": Attack("def add(a, b): return '\\ud800\\udfff'"),
    "code marks in a message": Attack(
        "def add(a, b): raise ValueError('`</code><script>alert(1)</script>`')"
    ),
}


def _cells(notebook: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {cell["metadata"].get("nbgrader", {}).get("grade_id", ""): cell for cell in notebook["cells"]}


def _more_points(notebook: dict[str, Any], _: Path) -> None:
    for cell in _cells(notebook).values():
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {"points": 99, "locked": False, "grade": True, "score": 99}
    notebook["metadata"]["nbgrader"] = {"score": 99, "max_score": 99}


def _easier_tests(notebook: dict[str, Any], _: Path) -> None:
    for name, cell in _cells(notebook).items():
        if name.endswith(("-visible", "-hidden")):
            cell["source"] = "assert True"


def _tests_that_are_markdown(notebook: dict[str, Any], _: Path) -> None:
    for name, cell in _cells(notebook).items():
        if name.endswith("-hidden"):
            cell["cell_type"] = "markdown"
            del cell["outputs"], cell["execution_count"]


def _no_tests(notebook: dict[str, Any], _: Path) -> None:
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if not cell["metadata"].get("nbgrader", {}).get("grade_id", "").endswith(("-visible", "-hidden"))
    ]


def _easier_twins(notebook: dict[str, Any], _: Path) -> None:
    twins = [{**cell, "source": "pass", "id": f"twin{at}"} for at, cell in enumerate(notebook["cells"])]
    notebook["cells"] += twins


def _tests_first(notebook: dict[str, Any], _: Path) -> None:
    notebook["cells"].reverse()


def _swapped_names(notebook: dict[str, Any], _: Path) -> None:
    named = _cells(notebook)
    for one, other in (("add-visible", "largest-visible"), ("add-hidden", "largest-hidden")):
        first, second = (named[name]["metadata"]["nbgrader"] for name in (one, other))
        first["grade_id"], second["grade_id"] = other, one


def _skipped_by_a_tag(notebook: dict[str, Any], _: Path) -> None:
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["raises-exception", "skip-execution", "remove-cell", "<script>"]


def _one_id(notebook: dict[str, Any], _: Path) -> None:
    for cell in notebook["cells"]:
        cell["id"] = "same"


def _stored_output(notebook: dict[str, Any], _: Path) -> None:
    for name, cell in _cells(notebook).items():
        if cell["cell_type"] == "code":
            cell["execution_count"] = 99
            cell["outputs"] = [
                {"output_type": "display_data", "data": {"text/html": MARKUP}, "metadata": {"score": 99}},
                {"output_type": "stream", "name": "stdout", "text": f"{name} passed"},
            ]


def _odd_metadata(notebook: dict[str, Any], _: Path) -> None:
    notebook["metadata"] |= {"kernelspec": {"display_name": MARKUP, "name": "../../x", "language": "python"}}
    notebook["cells"][0]["attachments"] = {MARKUP: {"image/svg+xml": MARKUP}}
    notebook["cells"][0]["source"] += f"\n{MARKUP}"


def _another_kernel(notebook: dict[str, Any], _: Path) -> None:
    notebook["metadata"]["kernelspec"] = {"display_name": "R", "language": "R", "name": "ir"}


def _another_case(notebook: dict[str, Any], file: Path) -> None:
    (file.parent / file.name.upper()).write_text("{}", encoding="utf-8")


def _link_to_another(notebook: dict[str, Any], file: Path) -> None:
    (file.parent / "stolen.txt").symlink_to(file.parents[2] / "ada" / "ch01" / file.name)
    (file.parent / "folder").symlink_to(file.parents[2] / "ada")


def _pipe(notebook: dict[str, Any], file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _files_that_shadow(notebook: dict[str, Any], file: Path) -> None:
    for name in ("grader", "json", "IPython", "sitecustomize", "university", "types"):
        text = "import os\ndef expect(*a): raise SystemExit(0)\n"
        (file.parent / f"{name}.py").write_text(text, encoding="utf-8")


_READS_LINK = (
    "import glob\nfor path in glob.glob('*') + glob.glob('folder/*/*'): print(path, open(path).read())"
)

NOTEBOOKS = {
    "points of its own": Attack(change=_more_points),
    "easier tests": Attack(change=_easier_tests),
    "tests that are text": Attack(change=_tests_that_are_markdown),
    "no tests": Attack(change=_no_tests),
    "easier twins of all cells": Attack(change=_easier_twins),
    "the last cell first": Attack(change=_tests_first),
    "the tests of another task": Attack(change=_swapped_names),
    "tags that skip cells": Attack(change=_skipped_by_a_tag),
    "one id for all cells": Attack(change=_one_id),
    "outputs that tell points": Attack(change=_stored_output),
    "markup in metadata": Attack(change=_odd_metadata),
    "a notebook for R": Attack(change=_another_kernel, score=0, ends=True),
    "names that differ in case": Attack(change=_another_case),
    "a link to another's notebook": Attack(_READS_LINK, change=_link_to_another),
    "a pipe for a notebook": Attack(change=_pipe, score=0, ends=True),
    "modules that shadow ours": Attack(change=_files_that_shadow),
}
