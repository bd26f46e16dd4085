"""The files of an application, for the applicant and for reviewers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from university.application.admissions import Admissions
from university.application.ports.file_store import FileStore, StoredFile
from university.domain.access import Action, reach
from university.domain.admissions import AdmissionRefused, Stage
from university.domain.errors import NotFound
from university.domain.identity import User


@dataclass(frozen=True, slots=True)
class ApplicationFiles:
    """Applicants change the files of their own drafts; reviewers read those of every application.

    Every method raises Forbidden, NotFound beyond the reach, and StoreUnavailable.
    """

    admissions: Admissions
    files: FileStore

    def put(
        self, user: User, application: str, name: str, media_type: str, content: BinaryIO | bytes
    ) -> StoredFile:
        """Keep another file. Raises AdmissionRefused, FileRefused, InvalidValue."""
        self._must_be_own_draft(user, application)
        return self.files.put(application, name, media_type, content)

    def list(self, user: User, application: str) -> tuple[StoredFile, ...]:
        """What is known of the files, the first uploaded first."""
        self.admissions.get(user, application)
        return self.files.of_application(application)

    def open(self, user: User, application: str, file: str) -> BinaryIO:
        """A file's content, to be read in chunks and closed."""
        self.admissions.get(user, application)
        return self.files.open(self._of(application, file).id)

    def delete(self, user: User, application: str, file: str) -> None:
        """Remove a file for good. Raises AdmissionRefused."""
        self._must_be_own_draft(user, application)
        self.files.delete(self._of(application, file).id)

    def _must_be_own_draft(self, user: User, application: str) -> None:
        own = reach(user, Action.APPLY).user
        found = self.admissions.get(user, application)
        if found.applicant != own:  # a reviewer who also applies sees more than may be changed
            raise NotFound(f"There is no application {application}.", remedy="Look at your applications.")
        if found.stage is not Stage.DRAFT:
            raise AdmissionRefused(
                "The files of an application change only while it is a draft.",
                remedy="Write to the admissions office.",
            )

    def _of(self, application: str, file: str) -> StoredFile:
        """The file, if it is this application's: nobody reaches another's by its id."""
        found = self.files.find(file)
        if found.application != application:
            raise NotFound(f"There is no file {file}.", remedy="Look at the application's list of files.")
        return found
