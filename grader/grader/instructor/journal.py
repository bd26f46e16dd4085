"""What is already graded, kept line by line, so that a run that was killed goes on where it stopped.

One line a student, appended when everything else of that student is on disk. A last line that was cut by a
full disk or a power failure is ignored: that student is graded again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from grader.instructor.records import Record
from grader.notebooks import whole


@dataclass(frozen=True, slots=True)
class Entry:
    """One graded submission.

    `content` is the digest of what the student handed in; `digest` also covers the assignment's source and
    the marks given by hand. `ungraded` names the notebooks that were not handed in or could not be graded,
    `problems` are the messages of the latter.
    """

    student: str
    assignment: str
    digest: str
    content: str
    records: list[Record]
    ungraded: list[str]
    problems: list[str]


class Journal:
    """The entries of one output folder, the newest of a student and an assignment."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._entries = {(entry.assignment, entry.student): entry for entry in _read(file)}
        self._texts: dict[tuple[str, str], str] = {}
        if file.is_file():
            self._compact()

    def find(self, student: str, assignment: str) -> Entry | None:
        """What was noted of this submission last."""
        return self._entries.get((assignment, student))

    def add(self, entry: Entry) -> None:
        """Note a submission as done; raises OSError when the disk refuses."""
        line = _line(entry)
        with self._file.open("a", encoding="utf-8") as file:
            file.write(line)
        self._entries[entry.assignment, entry.student] = entry
        self._texts.pop((entry.assignment, entry.student), None)

    def results(self) -> str:
        """Every record as results.json lists it, by assignment, student and notebook."""
        for key in self._entries.keys() - self._texts.keys():
            self._texts[key] = _listed(self._entries[key].records)
        everything = ",\n".join(filter(None, map(self._texts.get, sorted(self._entries))))
        return f"[\n{everything}\n]\n" if everything else "[]\n"

    def _compact(self) -> None:
        whole.write_text("".join(map(_line, self._entries.values())), self._file)


def _line(entry: Entry) -> str:
    return json.dumps({field.name: getattr(entry, field.name) for field in fields(entry)}) + "\n"


def _listed(records: list[Record]) -> str:
    """The records as they stand in an indented list, without its brackets. The list is written often, and
    only what is new in it is made anew."""
    ordered = sorted(records, key=lambda one: one["notebook"])
    return json.dumps(ordered, indent=1, ensure_ascii=False)[2:-2]


def _read(file: Path) -> Iterator[Entry]:
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            yield Entry(**json.loads(line))
        except (json.JSONDecodeError, TypeError):
            continue
