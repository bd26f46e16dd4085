"""Grade sheets: a professor's roster and grades, and the registrar who posts them."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from university.application.errors import ChangedMeanwhile
from university.application.grades import GradeBook
from university.domain.errors import DomainError, InvalidValue
from university.domain.gradesheet import GradingRefused, SheetState
from university.domain.grading import GRADES
from university.domain.identity import Role
from university.entrypoints.site.errors import status_of
from university.entrypoints.site.feature import NavigationEntry
from university.entrypoints.site.places import field
from university.entrypoints.site.query import whole_number
from university.entrypoints.site.who import signed_in

NAVIGATION = NavigationEntry(
    "Grade sheets", "teaching.index", 50, frozenset({Role.PROFESSOR, Role.REGISTRAR})
)

TO_ENTER = [grade for grade in GRADES if grade != "W"]
"""A W comes from withdrawing alone."""

FIELD = "grade-"
"""Before a student's number, the name of a field."""

DONE = {
    "submit": "The sheet is handed in; the registrar posts it.",
    "give_back": "The sheet is back with its instructor.",
    "post": "The grades are posted: they stand on the students' records now.",
}
"""What the page says after a step."""


def create_blueprint(book: GradeBook) -> Blueprint:
    """The pages under /teaching/."""
    pages = Blueprint("teaching", __name__, url_prefix="/teaching")
    steps = {"give_back": book.give_back, "post": book.post}

    @pages.get("/")
    def index() -> str:
        user = signed_in()
        # The registrar begins with what waits for them; a professor with everything.
        asked = request.args.get("state", "submitted" if Role.REGISTRAR in user.roles else "")
        state = _state(asked)
        return render_template("site/teaching.html", sheets=book.sheets(user, state), state=asked)

    @pages.get("/<section>")
    def sheet(section: str) -> str:
        return _show(section)

    @pages.post("/<section>/grades")
    def enter(section: str) -> Response | tuple[str, int]:
        user, form = signed_in(), request.form
        typed = {name[len(FIELD) :]: given for name, given in form.items() if name.startswith(FIELD)}
        given = {student: grade for student, grade in typed.items() if grade}
        try:
            kept = book.enter(user, section, given, _version())
        except (GradingRefused, InvalidValue) as error:
            return _show(section, error, typed), status_of(error)
        except ChangedMeanwhile as error:
            return _show(section, error), status_of(error)
        if form.get("then") != "submit":
            flash("The draft is saved.", "success")
            return _back_to(section)
        try:
            book.submit(user, section, kept.version)
        except GradingRefused as error:
            return _show(section, error), status_of(error)
        flash(DONE["submit"], "success")
        return _back_to(section)

    @pages.post("/<section>/steps/<any(give_back, post):step>")
    def take(section: str, step: str) -> Response | tuple[str, int]:
        try:
            steps[step](signed_in(), section, _version())
        except (GradingRefused, ChangedMeanwhile) as error:
            return _show(section, error), status_of(error)
        flash(DONE[step], "success")
        return _back_to(section)

    @pages.post("/<section>/changes")
    def change(section: str) -> Response | tuple[str, int]:
        student, old = field(request.form.get("student")).partition(" ")[::2]
        new, reason = field(request.form.get("new")), request.form.get("reason", "")
        try:
            book.change(signed_in(), section, student, old, new, reason)
        except (GradingRefused, ChangedMeanwhile, InvalidValue) as error:
            return _show(section, error), status_of(error)
        flash(f"The grade of {student} is {new} now.", "success")
        return _back_to(section)

    def _show(section: str, error: DomainError | None = None, typed: dict[str, str] | None = None) -> str:
        user = signed_in()
        sheet = book.sheet(user, section)
        return render_template(
            "site/sheet.html",
            sheet=sheet,
            open=book.is_open(sheet),
            changes=book.changes(user, section),
            typed=typed or {},
            grades=TO_ENTER,
            error=error,
        )

    return pages


def _state(text: str) -> SheetState | None:
    try:
        return SheetState(text) if text else None
    except ValueError:
        raise InvalidValue("No sheet stands so.", remedy="Choose one of the list.") from None


def _version() -> int:
    """The version that the visitor saw; without one they saw none."""
    version = whole_number(request.form, "version")
    return -1 if version is None else version


def _back_to(section: str) -> Response:
    return redirect(url_for("teaching.sheet", section=section), 303)
