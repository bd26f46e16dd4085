"""The facts of a lesson, read from the opening box in the first cell of its notebook.

The box has one form, which JupyterLab shows as it stands:

    # Title of the lesson
    > **You will be able to**
    > - verb …
    >
    > **You need** … · **Minutes** 40 · **Adds to the app** …
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CourseError

AIMS, NEEDS, MINUTES, ADDS = "You will be able to", "You need", "Minutes", "Adds to the app"

_TITLE = re.compile(r"# +(?P<title>\S.*?) *\Z")
_AIM = re.compile(r"[-*] +(?P<aim>\S.*)\Z")
_TASK_MINUTES = re.compile(r"\(\s*\d+ points?,\s*(\d+) minutes?\s*\)")
"""At the end of a task's statement: `(3 points, 12 minutes)`."""
_LABEL = re.compile(rf"\*\*(?P<label>{NEEDS}|{MINUTES}|{ADDS})[.:]?\*\*:?")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a lesson promises; `needs` and `adds` are Markdown, with links relative to the lesson."""

    title: str
    aims: tuple[str, ...]
    needs: str
    minutes: int
    adds: str


def read(notebook: Path) -> Facts:
    """The facts of the lesson at `notebook`; raises CourseError, naming the file, when there are none."""
    first = next(iter(cells(notebook)), None)
    if first is None or first["cell_type"] != "markdown":
        raise _malformed(notebook, "the first cell is not Markdown")
    return parse("".join(first["source"]), notebook)


def task_minutes(exercise: Path) -> int:
    """The sum of the minutes that the statements of an exercise notebook name; 0 while there is none."""
    statements = ("".join(cell["source"]) for cell in cells(exercise) if cell["cell_type"] == "markdown")
    return sum(int(minutes) for text in statements for minutes in _TASK_MINUTES.findall(text))


def cells(notebook: Path) -> list[dict[str, Any]]:
    """The cells of one of the course's own notebooks, none when it is not there.

    Read without nbformat, whose checks would make a page of many lessons slow.
    """
    try:
        found: list[dict[str, Any]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return []
    return found


def parse(cell: str, where: Path) -> Facts:
    """The facts in the text of a first cell; `where` is named when it is malformed (CourseError)."""
    lines = cell.strip().splitlines()
    title = _TITLE.match(lines[0]) if lines else None
    if title is None:
        raise _malformed(where, "its first line is no title (`# Title`)")
    box = _first_quote(lines[1:])
    if not box or not box[0].startswith(f"**{AIMS}"):
        raise _malformed(where, f"no box that begins with `> **{AIMS}**` follows the title")
    aims, rest = _aims(box[1:])
    labelled = _labelled(" ".join(rest))
    for label in (NEEDS, MINUTES, ADDS):
        if not labelled.get(label):
            raise _malformed(where, f"the box does not say **{label}**")
    if not aims:
        raise _malformed(where, f"no list stands below **{AIMS}**")
    if not re.fullmatch(r"[1-9]\d{0,2}", labelled[MINUTES]):
        raise _malformed(where, f"**{MINUTES}** is {labelled[MINUTES]!r}, not a whole number")
    return Facts(title["title"], tuple(aims), labelled[NEEDS], int(labelled[MINUTES]), labelled[ADDS])


def _first_quote(lines: list[str]) -> list[str]:
    """The lines of the first blockquote, without their marks and without empty ones."""
    quote: list[str] = []
    for line in lines:
        if line.startswith(">"):
            quote.append(line[1:].strip())
        elif line.strip() or quote:
            break
    return [line for line in quote if line]


def _aims(lines: list[str]) -> tuple[list[str], list[str]]:
    """The items of the list, each joined from its lines, and the lines that follow the list."""
    aims: list[str] = []
    for number, line in enumerate(lines):
        if _LABEL.match(line):
            return aims, lines[number:]
        item = _AIM.match(line)
        if item is not None:
            aims.append(item["aim"])
        elif aims:
            aims[-1] += f" {line}"
    return aims, []


def _labelled(text: str) -> dict[str, str]:
    """What follows each bold label, up to the next one, without the dot between them."""
    found = list(_LABEL.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {
        match["label"]: text[match.end() : end].strip().removesuffix("·").strip()
        for match, end in zip(found, ends, strict=True)
    }


def _malformed(where: Path, reason: str) -> CourseError:
    return CourseError(
        f"The opening box of {where} cannot be read: {reason}.",
        remedy=f"Its first cell must be: `# Title`, then a blockquote with **{AIMS}** and a list, then one "
        f"paragraph `**{NEEDS}** … · **{MINUTES}** 40 · **{ADDS}** …`.",
    )
