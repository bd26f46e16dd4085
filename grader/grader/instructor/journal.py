"""What is already graded, kept line by line, so that a run that was killed goes on where it stopped.

One line a student, appended when everything else of that student is on disk. A last line that was cut by a
full disk or a power failure is ignored: that student is graded again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
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
        self._entries = {(entry.student, entry.assignment): entry for entry in _read(file)}
        if file.is_file():
            self._compact()

    def find(self, student: str, assignment: str) -> Entry | None:
        """What was noted of this submission last."""
        return self._entries.get((student, assignment))

    def add(self, entry: Entry) -> None:
        """Note a submission as done; raises OSError when the disk refuses."""
        line = json.dumps(asdict(entry))
        with self._file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        self._entries[entry.student, entry.assignment] = entry

    def records(self) -> list[Record]:
        """Every record, by assignment, student and notebook."""
        everything = [record for entry in self._entries.values() for record in entry.records]
        return sorted(everything, key=lambda one: (one["assignment"], one["student"], one["notebook"]))

    def _compact(self) -> None:
        lines = [json.dumps(asdict(entry)) + "\n" for entry in self._entries.values()]
        whole.write_text("".join(lines), self._file)


def _read(file: Path) -> Iterator[Entry]:
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            yield Entry(**json.loads(line))
        except (json.JSONDecodeError, TypeError):
            continue
