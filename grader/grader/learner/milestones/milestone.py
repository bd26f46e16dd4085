"""Runs the checks of a milestone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.errors import CourseError
from grader.learner.milestones import project, repository, site
from grader.paths import Paths

Check = Callable[[Path], str | None]

REPOSITORY: tuple[Check, ...] = (
    repository.everything_is_committed,
    repository.the_history_tells_a_story,
    repository.nothing_is_tracked_that_is_made_or_secret,
    project.the_project_is_described,
    project.the_dependencies_are_locked,
    project.a_stranger_could_begin,
    project.ruff_finds_nothing,
    project.the_tests_pass,
)
WITH_SITE = 2
"""The first chapter whose milestone has a site."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what it asks for, and what is wrong, or None."""

    title: str
    problem: str | None


def findings(chapter: int, folder: Path, address: str | None, paths: Paths) -> Iterator[Finding]:
    """One after the other, in the order in which mending makes sense.

    Raises CourseError where the folder is no Git repository, the chapter has no milestone yet, or the site's
    address is missing, is not one of this machine, or has nobody behind it.
    """
    last = WITH_SITE
    if not 1 <= chapter <= last:
        raise CourseError(f"There is no milestone {chapter} yet.", remedy=f"Choose 1 to {last}.")
    if chapter >= WITH_SITE and address is None:
        raise CourseError(
            "This milestone asks your running site.",
            remedy="Start it in another terminal (flask run), then add: --site http://127.0.0.1:5000",
        )
    where = site.Address.of(address) if address is not None and chapter >= WITH_SITE else None
    repository.refuse_other_folders(folder)
    if where is not None:
        where.refuse_silence()
    for check in REPOSITORY:
        yield Finding(_title(check), check(folder))
    if where is not None:
        yield from (Finding(title, problem) for title, problem in site.findings(where, paths))


def _title(check: Check) -> str:
    return (check.__doc__ or "").partition("\n")[0]
