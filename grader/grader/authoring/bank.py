"""The bank: answers to each task, wrong ones with the message they must meet and right ones in another style.

A file holds the code of the solution cell. Its first lines are comments: `# kind: anticipated` (or observed),
and in a wrong answer `# message: part of the message` that a learner must read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from grader.manifest import Lesson, Task
from grader.paths import Paths

KINDS = ("anticipated", "observed")
WRONG_AT_LEAST = 3
RIGHT_AT_LEAST = 1
_HEADER = re.compile(r"#\s*(?P<key>kind|message):\s*(?P<value>.*?)\s*\Z")


@dataclass(frozen=True, slots=True)
class Answer:
    """One file of the bank."""

    file: Path
    kind: str | None
    message: str | None
    code: str

    @property
    def is_wrong(self) -> bool:
        """Whether it must fail, told by the file's name."""
        return self.file.name.startswith("wrong_")

    def defects(self) -> list[str]:
        """What its header lacks."""
        found = []
        if self.kind not in KINDS:
            found.append(f"the first line must be `# kind: {' or '.join(KINDS)}`")
        if self.is_wrong and self.message in ("", "?"):
            found.append("its `# message:` is not filled in: write part of what the learner must read")
        elif self.is_wrong and self.message is None:
            found.append("a wrong answer needs `# message: part of the message`")
        return found


def answers(paths: Paths, lesson: Lesson, task: Task) -> list[Answer]:
    """The answers to a task, in the order of their names."""
    folder = paths.bank / lesson.assignment / lesson.notebook / task.slug
    return [
        _answer(file) for pattern in ("right_*.py", "wrong_*.py") for file in sorted(folder.glob(pattern))
    ]


def strays(paths: Paths, lesson: Lesson) -> list[Path]:
    """Files and folders of the bank that belong to no task of the lesson, such as those of a renamed task."""
    folder = paths.bank / lesson.assignment / lesson.notebook
    known = {task.slug for task in lesson.tasks}
    unknown = [entry for entry in sorted(folder.glob("*")) if entry.name not in known]
    misnamed = [
        file
        for slug in sorted(known)
        for file in sorted((folder / slug).glob("*.py"))
        if not file.name.startswith(("right_", "wrong_"))
    ]
    return unknown + misnamed


def _answer(file: Path) -> Answer:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    header: dict[str, str] = {}
    while lines and (match := _HEADER.match(lines[0].rstrip("\n"))):
        header[match["key"]] = match["value"]
        lines.pop(0)
    return Answer(file, header.get("kind"), header.get("message"), "".join(lines).strip("\n"))
