"""Where the documents are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from university.settings import MEMORY_URL, PREFIX, SettingsError

VARIABLE = f"{PREFIX}DOCUMENTS_URL"
FOLDER = "folder:"
MONGODB = ("mongodb://", "mongodb+srv://")
DEFAULT_FOLDER = "university-documents"
SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class DocumentsSettings:
    """`UNIVERSITY_DOCUMENTS_URL`: `memory:`, `folder:PATH` or `mongodb://…`; None where it is not set.

    MongoDB was tried on an emulator only.
    """

    url: str | None = None

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        """The section. Raises SettingsError, without the value: it may hold a password."""
        url = values.get(VARIABLE)
        if url is None or url == MEMORY_URL or url.startswith(MONGODB):
            return cls(url)
        if url.startswith(FOLDER) and url != FOLDER and "\0" not in url:
            return cls(url)
        raise SettingsError(
            f"{VARIABLE} is not understood; use {MEMORY_URL} or {FOLDER}PATH or mongodb://HOST:PORT/NAME"
        )

    def beside(self, database_url: str) -> str:
        """The address; where none is set, documents lie where the university's own data lies."""
        if self.url is not None:
            return self.url
        if database_url == MEMORY_URL:
            return MEMORY_URL
        if database_url.startswith(SQLITE):
            file = database_url.removeprefix(SQLITE).partition("?")[0]
            return f"{FOLDER}{file.removesuffix('.db')}-documents"
        return FOLDER + DEFAULT_FOLDER
