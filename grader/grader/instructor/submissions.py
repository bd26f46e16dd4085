"""What students handed in: DIR/<student>/<assignment>/<notebook>.ipynb."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import CourseError


@dataclass(frozen=True, slots=True)
class Submission:
    """One student's folder for one assignment; it may be absent."""

    student: str
    assignment: str
    folder: Path

    @property
    def handed_in(self) -> bool:
        """Whether the folder is there at all; one that may not be looked at counts, and cannot be graded."""
        try:
            return stat.S_ISDIR(self.folder.stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True

    @property
    def badly_named(self) -> str | None:
        """What is wrong with the student's name; None when nothing is.

        nbgrader's formgrader puts it into its pages as it is: `<` and its like would run there.
        """
        if self.student and all(map(_is_of_names, self.student)):
            return None
        name = "".join(sign if sign.isprintable() else "?" for sign in self.student)
        return (
            f"{name}: not graded, because of the folder's name. Rename the folder: letters, digits, spaces "
            "and . _ - ' @ + only. Then run this command again."
        )

    def notebook(self, name: str) -> Path | None:
        """The file of this notebook, or None when it was not handed in.

        Raises CourseError for a link that leads out of the student's folder and for what is no file, and
        OSError for a folder that may not be looked into.
        """
        file = self.folder / f"{name}.ipynb"
        try:
            file.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not file.is_file() or not file.resolve().is_relative_to(self.folder.parent.absolute().resolve()):
            raise CourseError(
                f"{file} is not an ordinary file in the student's folder.",
                remedy="Hand in the file itself, not a link to it or a folder.",
            )
        return file

    def strangers(self, known: Iterable[str]) -> list[Path]:
        """Notebooks that the assignment does not have, such as copies under another name."""
        names = set(known)
        try:
            files = sorted(self.folder.iterdir())
        except OSError:
            return []
        return [file for file in files if file.suffix == ".ipynb" and file.stem not in names]

    def nested(self, known: Iterable[str]) -> list[Path]:
        """Notebooks of the assignment that lie one folder too deep, as after unpacking an archive twice."""
        try:
            folders = sorted(entry for entry in self.folder.iterdir() if not entry.name.startswith("."))
        except OSError:
            return []
        files = [folder / f"{name}.ipynb" for folder in folders for name in known]
        return [file for file in files if os.path.lexists(file)]

    def digest(self, names: Sequence[str]) -> str:
        """Changes when the content of one of these notebooks does."""
        digest = hashlib.sha256()
        for name in names:
            digest.update(f"\0{name}\0".encode())
            try:
                file = self.notebook(name)
                digest.update(b"missing" if file is None else file.read_bytes())
            except (CourseError, OSError) as error:
                digest.update(str(error).encode())
        return digest.hexdigest()


def _is_of_names(sign: str) -> bool:
    """Marks belong to letters: an accent that a Mac writes by itself, a vowel of an Indian script."""
    return re.fullmatch(r"[\w .@'+-]", sign) is not None or unicodedata.category(sign).startswith("M")


def refuse_results_in(submitted: Path, out: Path) -> None:
    """Raises CourseError when the results would lie among the submissions, as if they were students."""
    if out.resolve().is_relative_to(submitted.resolve()):
        raise CourseError(
            f"The results may not lie among the submissions: {out} is {submitted} or lies in it.",
            remedy="Choose another --out folder.",
        )


def collect(submitted: Path, assignment: str) -> list[Submission]:
    """The submissions of every student in the folder, in the students' order.

    Raises CourseError when nobody handed in anything for the assignment.
    """
    layout = f"{submitted}/<student>/{assignment}/<notebook>.ipynb"
    if submitted.is_file():
        raise CourseError(
            f"{submitted} is a file.", remedy=f"Name the folder that holds {layout} with --submitted."
        )
    if not submitted.is_dir():
        raise CourseError(
            f"There is no folder {submitted}.",
            remedy=f"Name the folder that holds {layout} with --submitted.",
        )
    try:
        entries = sorted(submitted.iterdir())
    except OSError as error:
        raise CourseError(
            f"{submitted} cannot be read: {error.strerror}.", remedy="Mend the folder's permissions."
        ) from error
    students = [entry for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    submissions = [Submission(entry.name, assignment, entry / assignment) for entry in students]
    if not any(submission.handed_in for submission in submissions):
        raise CourseError(
            f"Nobody in {submitted} handed in {assignment}.", remedy=f"Put the notebooks at {layout}."
        )
    return submissions
