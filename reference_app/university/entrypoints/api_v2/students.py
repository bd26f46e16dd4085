"""Students, and their places in the sections of the current term."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from university.application.enrolment import EnrolmentDesk
from university.application.ports.running import Run
from university.application.students import StudentFiles
from university.domain.enrolment import Enrolment
from university.entrypoints.api_v2.dependencies import LinksHere, SignedIn
from university.entrypoints.api_v2.once import OnceHere
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.http.resources import enrolments as shown


def create_router(desk: EnrolmentDesk, files: StudentFiles, run: Run) -> APIRouter:
    """The resources of students."""
    router = APIRouter(prefix="/students", route_class=ResourceRoute, tags=["students"])

    @router.get("")
    async def search(
        user: SignedIn, query: Annotated[shown.StudentQuery, Query()], links: LinksHere
    ) -> shown.Students:
        """The students that the user may see and that match."""
        return shown.Students.of(await run(lambda: desk.students(user, query.q)), links)

    @router.get("/{number}")
    async def student(user: SignedIn, number: str, links: LinksHere) -> shown.Student:
        """One student."""
        return shown.Student.of(await run(lambda: files.student(user, number)), links)

    @router.get("/{number}/enrolments")
    async def timetable(user: SignedIn, number: str, links: LinksHere) -> shown.Enrolments:
        """The student's places in the current term."""
        return shown.Enrolments.of(await run(lambda: desk.timetable(user, number)), links)

    @router.post("/{number}/enrolments", status_code=201, response_model=shown.Enrolment)
    async def enrol(
        user: SignedIn, number: str, body: shown.NewEnrolment, links: LinksHere, once: OnceHere
    ) -> Response:
        """A seat for the student, or a place on the waitlist."""
        return await once(lambda: shown.Enrolment.of(desk.enrol(user, number, body.section), links))

    @router.get("/{number}/enrolments/{section}")
    async def enrolment(user: SignedIn, number: str, section: str, links: LinksHere) -> shown.EnrolmentDetail:
        """One place; of a waitlist, also its position in line."""
        place, position = await run(lambda: files.place(user, number, section))
        return shown.EnrolmentDetail.in_line(place, position, links)

    @router.patch("/{number}/enrolments/{section}", responses={409: {}})
    async def change(
        user: SignedIn, number: str, section: str, body: shown.EnrolmentChange, links: LinksHere
    ) -> shown.Enrolment:
        """Accept an offered seat, or withdraw from a seat with a W."""

        def changed() -> Enrolment:
            if body.status is shown.Answered.ENROLLED:
                return desk.accept(user, number, section)
            desk.withdraw(user, number, section)
            return files.place(user, number, section)[0]

        return shown.Enrolment.of(await run(changed), links)

    @router.delete("/{number}/enrolments/{section}", status_code=204, responses={409: {}})
    async def drop(user: SignedIn, number: str, section: str) -> None:
        """Give a place back without a trace, be it a seat, an offer or a wait."""
        await run(lambda: desk.drop(user, number, section))

    @router.get("/{number}/assessments/{section}")
    async def assess(user: SignedIn, number: str, section: str, links: LinksHere) -> shown.Assessment:
        """What enrolling would answer now; nothing changes."""
        decision = await run(lambda: desk.assess(user, number, section))
        return shown.Assessment.of(decision, number, section, links)

    return router
