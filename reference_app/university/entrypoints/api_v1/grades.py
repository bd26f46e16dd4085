"""Rosters, waitlists and grade sheets of sections."""

from __future__ import annotations

from university.application.grades import GradeBook
from university.application.waitlists import Waitlists
from university.domain.identity import User
from university.entrypoints.api_v1.operations import Revision
from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources import grades as shown


def create_routes(book: GradeBook, waitlists: Waitlists) -> Routes:
    """The resources of those who teach, and of the registrar."""
    routes = Routes("grades")
    steps = {
        shown.SheetStepName.SUBMIT: book.submit,
        shown.SheetStepName.GIVE_BACK: book.give_back,
        shown.SheetStepName.POST: book.post,
    }

    @routes.get("/sections/<id>/roster")
    def roster(user: User, id: str, links: Links) -> shown.Roster:
        """Who is enrolled in the section."""
        return shown.Roster.of(book.sheet(user, id), links)

    @routes.get("/sections/<id>/waitlist")
    def waitlist(user: User, id: str, links: Links) -> shown.Waitlist:
        """Who waits for a seat in the section."""
        return shown.Waitlist.of(id, waitlists.of(user, id), links)

    @routes.get("/sections/<id>/grade-sheet")
    def sheet(user: User, id: str, links: Links) -> shown.GradeSheet:
        """The section's grade sheet."""
        return shown.GradeSheet.of(book.sheet(user, id), links)

    @routes.patch("/sections/<id>/grade-sheet")
    def enter(user: User, id: str, revision: Revision, body: shown.Grades, links: Links) -> shown.GradeSheet:
        """Put down grades, all of them or none."""
        return shown.GradeSheet.of(book.enter(user, id, body.grades, revision), links)

    @routes.post("/sections/<id>/grade-sheet/steps", status=200)
    def step(
        user: User, id: str, revision: Revision, body: shown.SheetStep, links: Links
    ) -> shown.GradeSheet:
        """Hand the sheet in, give it back, or post it."""
        return shown.GradeSheet.of(steps[body.step](user, id, revision), links)

    @routes.get("/sections/<id>/grade-changes")
    def changes(user: User, id: str, links: Links) -> shown.GradeChanges:
        """What was changed after posting."""
        return shown.GradeChanges.of(book.changes(user, id), id, links)

    @routes.post("/sections/<id>/grade-changes", 409)
    def change(user: User, id: str, body: shown.NewGradeChange, links: Links) -> shown.GradeChange:
        """Change a posted grade, with a reason."""
        made = book.change(user, id, body.student, body.old, body.new, body.reason)
        return shown.GradeChange.of(made, links)

    return routes
