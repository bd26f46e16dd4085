"""Records, transcripts and holds of students."""

from __future__ import annotations

from fastapi import APIRouter, Response

from university.application.holds import Holds
from university.application.ports.running import Run
from university.application.records import Records
from university.application.transcripts import Transcripts
from university.entrypoints.api_v2.dependencies import LinksHere, SignedIn
from university.entrypoints.api_v2.once import OnceHere
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.http.resources import holds as held
from university.entrypoints.http.resources import records as shown


def create_router(records: Records, transcripts: Transcripts, holds: Holds, run: Run) -> APIRouter:
    """The resources of what lies behind a student."""
    router = APIRouter(route_class=ResourceRoute, tags=["records"])

    @router.get("/students/{number}/record")
    async def record(user: SignedIn, number: str, links: LinksHere) -> shown.Record:
        """The student's results and averages."""
        return shown.Record.of(await run(lambda: records.record(user, number)), links)

    @router.get("/students/{number}/transcripts")
    async def versions(user: SignedIn, number: str, links: LinksHere) -> shown.Transcripts:
        """Every transcript that was issued for the student."""
        return shown.Transcripts.of(await run(lambda: transcripts.versions(user, number)), number, links)

    @router.post("/students/{number}/transcripts", status_code=201, response_model=shown.Transcript)
    async def issue(user: SignedIn, number: str, links: LinksHere, once: OnceHere) -> Response:
        """The student's next transcript, from the record as it is now."""
        return await once(lambda: shown.Transcript.of(transcripts.issue(user, number), links))

    @router.get("/students/{number}/transcripts/{version:int}")
    async def transcript(user: SignedIn, number: str, version: int, links: LinksHere) -> shown.Transcript:
        """One transcript, as it was issued."""
        return shown.Transcript.of(await run(lambda: transcripts.get(user, number, version)), links)

    @router.get("/students/{number}/holds")
    async def standing(user: SignedIn, number: str, links: LinksHere) -> held.Holds:
        """The student's holds, released ones too."""
        return held.Holds.of(await run(lambda: holds.of(user, number)), number, links)

    @router.post("/students/{number}/holds", status_code=201, response_model=held.Hold)
    async def place(
        user: SignedIn, number: str, body: held.NewHold, links: LinksHere, once: OnceHere
    ) -> Response:
        """Another hold on the student."""
        return await once(lambda: held.Hold.of(holds.place(user, number, body.kind, body.reason), links))

    @router.post("/holds/{id}/release")
    async def release(user: SignedIn, id: str, links: LinksHere) -> held.Hold:
        """Release a hold; one that was released before stays as it is."""
        return held.Hold.of(await run(lambda: holds.release(user, id)), links)

    return router
