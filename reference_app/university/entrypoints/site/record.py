"""A student's record: grades and averages, transcripts, and what offices keep from them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from university.application.holds import Holds
from university.application.records import Records
from university.application.transcripts import Transcripts
from university.domain.errors import DomainError, InvalidValue
from university.domain.holds import HoldKind
from university.domain.identity import Role
from university.domain.record import TranscriptBlocked
from university.entrypoints.site.errors import status_of
from university.entrypoints.site.feature import NavigationEntry
from university.entrypoints.site.who import own_number, signed_in

NAVIGATION = NavigationEntry("My record", "record.own", 40, frozenset({Role.STUDENT}))


def create_blueprint(records: Records, transcripts: Transcripts, holds: Holds) -> Blueprint:
    """The pages under /record/, by the student's number: what is beyond the reach is not there."""
    pages = Blueprint("record", __name__, url_prefix="/record")

    @pages.get("/")
    def own() -> Response:
        return redirect(url_for(".student", number=own_number()), 303)

    @pages.get("/<number>")
    def student(number: str) -> str:
        return _show(number)

    @pages.post("/<number>/transcripts")
    def issue(number: str) -> Response | tuple[str, int]:
        try:
            issued = transcripts.issue(signed_in(), number)
        except TranscriptBlocked as blocked:
            return _show(number, blocked), status_of(blocked)
        flash(f"Transcript {issued.version} is issued.", "success")
        return redirect(url_for(".transcript", number=number, version=issued.version), 303)

    @pages.get("/<number>/transcripts/<int:version>")
    def transcript(number: str, version: int) -> str:
        user = signed_in()
        issued, owner = transcripts.get(user, number, version), records.record(user, number).student
        return render_template("site/transcript.html", issued=issued, owner=owner)

    @pages.post("/<number>/holds")
    def place(number: str) -> Response | tuple[str, int]:
        kind, reason = request.form.get("kind", ""), request.form.get("reason", "")
        try:
            holds.place(signed_in(), number, _kind(kind), reason)
        except InvalidValue as error:
            return _show(number, error), status_of(error)
        flash("The hold is placed.", "success")
        return redirect(url_for(".student", number=number), 303)

    @pages.post("/<number>/holds/<id>/release")
    def release(number: str, id: str) -> Response:
        holds.release(signed_in(), id)
        flash("The hold is released.", "success")
        return redirect(url_for(".student", number=number), 303)

    def _show(number: str, error: DomainError | None = None) -> str:
        user = signed_in()
        return render_template(
            "site/record.html",
            overview=records.record(user, number),
            issued=transcripts.versions(user, number),
            holds=holds.of(user, number),
            kinds=list(HoldKind),
            error=error,
        )

    return pages


def _kind(text: str) -> HoldKind:
    try:
        return HoldKind(text)
    except ValueError:
        raise InvalidValue("There is no such kind of hold.", remedy="Choose one of the list.") from None
