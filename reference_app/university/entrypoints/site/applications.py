"""Admissions: an applicant's own applications, and their review."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from university.application.admissions import Admissions, ApplicationQuery
from university.application.catalogue import Catalogue
from university.application.errors import ChangedMeanwhile
from university.domain.admissions import LONGEST_STATEMENT, AdmissionRefused, Application, Stage, Step
from university.domain.errors import DomainError, InvalidValue
from university.domain.identity import Role
from university.entrypoints.site.errors import status_of
from university.entrypoints.site.feature import NavigationEntry
from university.entrypoints.site.places import field
from university.entrypoints.site.query import whole_number
from university.entrypoints.site.who import signed_in

NAVIGATION = NavigationEntry(
    "Applications", "applications.index", 60, frozenset({Role.APPLICANT, Role.REGISTRAR})
)

Refused = (AdmissionRefused, ChangedMeanwhile, InvalidValue)


def create_blueprint(admissions: Admissions, catalogue: Catalogue) -> Blueprint:
    """The pages under /applications/."""
    pages = Blueprint("applications", __name__, url_prefix="/applications")

    @pages.get("/")
    def index() -> str:
        stage = _stage(request.args.get("stage", ""))
        department = field(request.args.get("department")).upper() or None
        query = ApplicationQuery(stage, department, whole_number(request.args, "page") or 1)
        departments = catalogue.departments()
        return render_template(
            "site/applications.html",
            found=admissions.search(signed_in(), query),
            query=query,
            stages=list(Stage),
            departments=departments,
            names={one.department.code: one.department.name for one in departments},
        )

    @pages.post("/")
    def start() -> Response:
        made = admissions.start(signed_in(), field(request.form.get("department")).upper())
        flash("Your application is begun. Nobody decides about it before you hand it in.", "success")
        return _back_to(made.id)

    @pages.get("/<id>")
    def one(id: str) -> str:
        return _show(id)

    @pages.post("/<id>/statement")
    def rewrite(id: str) -> Response | tuple[str, int]:
        user, statement = signed_in(), request.form.get("statement", "")
        try:
            admissions.rewrite(user, id, statement)
            if request.form.get("then") == "submit":
                admissions.advance(user, id, Step.SUBMIT)
                flash("Your application is handed in.", "success")
            else:
                flash("Your draft is saved.", "success")
        except Refused as error:
            return _show(id, error, statement), status_of(error)
        return _back_to(id)

    @pages.post("/<id>/steps")
    def take(id: str) -> Response | tuple[str, int]:
        user, note = signed_in(), request.form.get("note", "")
        try:
            step, seen = _step(request.form.get("step", "")), whole_number(request.form, "seen")
            made = admissions.advance(user, id, step, note, seen=-1 if seen is None else seen)
        except Refused as error:
            return _show(id, error, note=note), status_of(error)
        flash(f"The application is {made.stage.replace('_', ' ')} now.", "success")
        return _back_to(id)

    def _show(id: str, error: DomainError | None = None, statement: str | None = None, note: str = "") -> str:
        user = signed_in()
        application: Application = admissions.get(user, id)
        return render_template(
            "site/application.html",
            application=application,
            own=application.applicant == user.id,
            department=catalogue.department(application.department).department,
            steps=admissions.possible(user, application),
            statement=application.statement if statement is None else statement,
            longest=LONGEST_STATEMENT,
            note=note,
            error=error,
        )

    return pages


def _stage(text: str) -> Stage | None:
    try:
        return Stage(text) if text else None
    except ValueError:
        raise InvalidValue("No application stands so.", remedy="Choose one of the list.") from None


def _step(text: str) -> Step:
    try:
        return Step(text)
    except ValueError:
        raise InvalidValue("There is no such step.", remedy="Use a button of the page.") from None


def _back_to(id: str) -> Response:
    return redirect(url_for("applications.one", id=id), 303)
