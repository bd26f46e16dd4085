"""Admissions: from an applicant's draft to the university's decision and the applicant's answer."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from university.application.catalogue import Page
from university.application.errors import ChangedMeanwhile, no_department
from university.application.ports.application_repository import ApplicationQuery, ApplicationRepository
from university.application.ports.catalogue_repository import CatalogueRepository
from university.application.ports.clock import Clock
from university.application.ports.event_log import EventLog
from university.application.ports.unit_of_work import UnitOfWork, Units
from university.application.texts import LONGEST_REASON, checked
from university.domain.access import Action, Forbidden, Reach, reach
from university.domain.admissions import MOVES, WHO, Application, Passage, Step
from university.domain.errors import NotFound
from university.domain.events import Event, EventKind
from university.domain.identity import User

__all__ = ["Admissions", "ApplicationQuery"]


class Admissions:
    """Where applications are written and decided.

    Every method raises Forbidden, and NotFound beyond the reach. Who changes an application has it to
    themselves, so of two reviewers at one moment one decides and the other finds it decided.
    """

    def __init__(self, units: Units, clock: Clock) -> None:
        self._units = units
        self._clock = clock

    def start(self, user: User, department: str) -> Application:
        """An empty draft for a department."""
        reach(user, Action.APPLY)
        with self._units() as work:
            if work[CatalogueRepository].department(department) is None:
                raise no_department(department)
            # Name and address as they are now: an application keeps saying who wrote it.
            application = Application(str(uuid.uuid4()), user.id, user.name, user.email, department)
            work[ApplicationRepository].add(application)
            work.commit()
            return application

    def rewrite(self, user: User, id: str, statement: str) -> Application:
        """Another statement in a draft. Raises AdmissionRefused, InvalidValue."""
        within = reach(user, Action.APPLY)
        words = checked(statement, "statement")
        with self._units() as work:
            application = _replace(work, id, within, lambda draft: draft.rewrite(words))
            work.commit()
            return application

    def advance(
        self, user: User, id: str, step: Step, note: str = "", *, seen: int | None = None
    ) -> Application:
        """Take a step; the note is shown to the applicant. Raises AdmissionRefused, ChangedMeanwhile.

        `seen` is how many steps its history had when the user looked at it; with None nobody had looked. Who
        reviewed an older statement gets ChangedMeanwhile, even where the application is back in its stage.
        """
        within = reach(user, WHO[step])
        passage = Passage(step, user.id, self._clock.now(), checked(note, "note", LONGEST_REASON))
        with self._units() as work:
            application = _replace(work, id, within, lambda now: _as_seen(now, seen).advance(passage))
            details = {"application": id, "step": step, "stage": application.stage, "note": passage.note}
            work[EventLog].append(Event(EventKind.APPLICATION_ADVANCED, passage.at, user.id, details=details))
            work.commit()
            return application

    def possible(self, user: User, application: Application) -> tuple[Step, ...]:
        """The steps that this user may take with the application as it stands."""
        own = application.applicant == user.id
        steps = (step for stage, step in MOVES if stage is application.stage)
        return tuple(step for step in steps if own is (WHO[step] is Action.APPLY) and _may(user, WHO[step]))

    def get(self, user: User, id: str) -> Application:
        """One application with its history."""
        with self._units() as work:
            found = work[ApplicationRepository].get(id, within=_reach_to_read(user))
        if found is None:
            raise _no_application(id)
        return found.value

    def search(self, user: User, query: ApplicationQuery) -> Page[Application]:
        """A page of the applications that match; applicants see only their own."""
        within = _reach_to_read(user)
        with self._units() as work:
            items, total = work[ApplicationRepository].search(query, within=within)
        return Page(items, total, query.page, max(1, -(-total // query.page_size)))


def _replace(
    work: UnitOfWork, id: str, within: Reach, change: Callable[[Application], Application]
) -> Application:
    """Save what `change` makes of the application; nobody else changes it meanwhile."""
    applications = work[ApplicationRepository]
    found = applications.get_for_change(id, within=within)
    if found is None:
        raise _no_application(id)
    changed = change(found.value)
    if not applications.save(changed, found.version):
        raise ChangedMeanwhile("the application")
    return changed


def _as_seen(application: Application, steps: int | None) -> Application:
    if steps not in (None, len(application.history)):
        raise ChangedMeanwhile("the application")
    return application


def _may(user: User, action: Action) -> bool:
    try:
        reach(user, action)
    except Forbidden:
        return False
    return True


def _reach_to_read(user: User) -> Reach:
    """Reviewers read every application, applicants their own."""
    reviewing = _may(user, Action.REVIEW_APPLICATIONS)
    return reach(user, Action.REVIEW_APPLICATIONS if reviewing else Action.APPLY)


def _no_application(id: str) -> NotFound:
    return NotFound(f"There is no application {id}.", remedy="Look at the list of applications.")
