"""Applications for admission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from university.application.ports.versioned import Versioned
from university.domain.access import Reach
from university.domain.admissions import Application, Stage
from university.domain.errors import InvalidValue

LARGEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class ApplicationQuery:
    """Which applications, and which page of them. Raises InvalidValue for what can never be answered.

    `department` is a department's code; `page` counts from 1.
    """

    stage: Stage | None = None
    department: str | None = None
    page: int = 1
    page_size: int = 20

    def __post_init__(self) -> None:
        if not 1 <= self.page <= 1_000_000:
            raise InvalidValue(f"There is no page {self.page}.", remedy="Use a page number from 1.")
        if not 1 <= self.page_size <= LARGEST_PAGE:
            raise InvalidValue(
                f"A page of {self.page_size} applications is not offered.",
                remedy=f"Use 1 to {LARGEST_PAGE}.",
            )


class ApplicationRepository(Protocol):
    """Applications with their history. Limits come as `within`: an applicant's are those of `within.user`."""

    def add(self, application: Application) -> None:
        """Put a new application on file, as version 0."""

    def get(self, id: str, *, within: Reach) -> Versioned[Application] | None:
        """The application, or None where it is unknown or beyond the reach."""

    def get_for_change(self, id: str, *, within: Reach) -> Versioned[Application] | None:
        """The same; others who want to change this application wait until this unit ends."""

    def save(self, application: Application, version: int) -> bool:
        """Keep the application as the next version; False when the one on file is no longer `version`.

        The check and the keeping are one step (a conditional update). What is new in the history is appended.
        """

    def search(self, query: ApplicationQuery, *, within: Reach) -> tuple[list[Application], int]:
        """The page asked for, and how many there are on all pages.

        Whose last step lies longest back comes first; those without any step come last; then by `id`.
        """
