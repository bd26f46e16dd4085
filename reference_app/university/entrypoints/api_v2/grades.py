"""Rosters, waitlists and grade sheets of sections."""

from __future__ import annotations

from fastapi import APIRouter

from university.application.grades import GradeBook
from university.application.ports.running import Run
from university.application.waitlists import Waitlists
from university.entrypoints.api_v2.dependencies import LinksHere, Seen, ShowHere, SignedIn
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.http.resources import grades as shown


def create_router(book: GradeBook, waitlists: Waitlists, run: Run) -> APIRouter:
    """The resources of those who teach, and of the registrar."""
    router = APIRouter(prefix="/sections/{id}", route_class=ResourceRoute, tags=["grades"])
    steps = {
        shown.SheetStepName.SUBMIT: book.submit,
        shown.SheetStepName.GIVE_BACK: book.give_back,
        shown.SheetStepName.POST: book.post,
    }

    @router.get("/roster")
    async def roster(user: SignedIn, id: str, links: LinksHere) -> shown.Roster:
        """Who is enrolled in the section."""
        return shown.Roster.of(await run(lambda: book.sheet(user, id)), links)

    @router.get("/waitlist")
    async def waitlist(user: SignedIn, id: str, links: LinksHere) -> shown.Waitlist:
        """Who waits for a seat in the section."""
        return shown.Waitlist.of(id, await run(lambda: waitlists.of(user, id)), links)

    @router.get("/grade-sheet")
    async def sheet(user: SignedIn, id: str, links: LinksHere, show: ShowHere) -> shown.GradeSheet:
        """The section's grade sheet."""
        return show(shown.GradeSheet.of(await run(lambda: book.sheet(user, id)), links))

    @router.patch("/grade-sheet")
    async def enter(
        user: SignedIn, id: str, seen: Seen, body: shown.Grades, links: LinksHere, show: ShowHere
    ) -> shown.GradeSheet:
        """Put down grades, all of them or none."""
        made = await run(lambda: book.enter(user, id, body.grades, seen))
        return show(shown.GradeSheet.of(made, links))

    @router.post("/grade-sheet/steps")
    async def step(
        user: SignedIn, id: str, seen: Seen, body: shown.SheetStep, links: LinksHere, show: ShowHere
    ) -> shown.GradeSheet:
        """Hand the sheet in, give it back, or post it."""
        made = await run(lambda: steps[body.step](user, id, seen))
        return show(shown.GradeSheet.of(made, links))

    @router.get("/grade-changes")
    async def changes(user: SignedIn, id: str, links: LinksHere) -> shown.GradeChanges:
        """What was changed after posting."""
        return shown.GradeChanges.of(await run(lambda: book.changes(user, id)), id, links)

    @router.post("/grade-changes", status_code=201, responses={409: {}})
    async def change(
        user: SignedIn, id: str, body: shown.NewGradeChange, links: LinksHere, show: ShowHere
    ) -> shown.GradeChange:
        """Change a posted grade, with a reason."""
        made = await run(lambda: book.change(user, id, body.student, body.old, body.new, body.reason))
        return show(shown.GradeChange.of(made, links))

    return router
