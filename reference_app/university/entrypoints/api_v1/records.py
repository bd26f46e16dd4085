"""Records, transcripts and holds of students."""

from __future__ import annotations

from university.application.holds import Holds
from university.application.records import Records
from university.application.transcripts import Transcripts
from university.domain.identity import User
from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http.links import Links
from university.entrypoints.http.resources import holds as held
from university.entrypoints.http.resources import records as shown


def create_routes(records: Records, transcripts: Transcripts, holds: Holds) -> Routes:
    """The resources of what lies behind a student."""
    routes = Routes("records")

    @routes.get("/students/<number>/record")
    def record(user: User, number: str, links: Links) -> shown.Record:
        """The student's results and averages."""
        return shown.Record.of(records.record(user, number), links)

    @routes.get("/students/<number>/transcripts")
    def versions(user: User, number: str, links: Links) -> shown.Transcripts:
        """Every transcript that was issued for the student."""
        return shown.Transcripts.of(transcripts.versions(user, number), number, links)

    @routes.post("/students/<number>/transcripts", keyed=True)
    def issue(user: User, number: str, links: Links) -> shown.Transcript:
        """The student's next transcript, from the record as it is now."""
        return shown.Transcript.of(transcripts.issue(user, number), links)

    @routes.get("/students/<number>/transcripts/<int:version>")
    def transcript(user: User, number: str, version: int, links: Links) -> shown.Transcript:
        """One transcript, as it was issued."""
        return shown.Transcript.of(transcripts.get(user, number, version), links)

    @routes.get("/students/<number>/holds")
    def standing(user: User, number: str, links: Links) -> held.Holds:
        """The student's holds, released ones too."""
        return held.Holds.of(holds.of(user, number), number, links)

    @routes.post("/students/<number>/holds", keyed=True)
    def place(user: User, number: str, body: held.NewHold, links: Links) -> held.Hold:
        """Another hold on the student."""
        return held.Hold.of(holds.place(user, number, body.kind, body.reason), links)

    @routes.post("/holds/<id>/release", status=200)
    def release(user: User, id: str, links: Links) -> held.Hold:
        """Release a hold; one that was released before stays as it is."""
        return held.Hold.of(holds.release(user, id), links)

    return routes
