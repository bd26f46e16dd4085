"""The enrolment desk: find a student, see the week, ask the rules, enrol, drop."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from university.application.catalogue import Catalogue, CourseDetail, CourseQuery
from university.application.enrolment import EnrolmentDesk
from university.domain.catalogue import Section
from university.domain.enrolment import Decision, EnrolmentRefused, Status
from university.entrypoints.site.errors import status_of
from university.entrypoints.site.feature import NavigationEntry
from university.entrypoints.site.query import clean, upper_case
from university.entrypoints.site.week import draw

NAVIGATION = NavigationEntry("Enrolment desk", "desk.index", 30)

COURSES_SHOWN = 8
"""A search at the desk shows so many courses: whoever needs more writes more."""


def create_blueprint(desk: EnrolmentDesk, catalogue: Catalogue) -> Blueprint:
    """The pages under /desk/."""
    pages = Blueprint("desk", __name__, url_prefix="/desk")

    @pages.get("/")
    def index() -> str:
        text = _field(request.args.get("q"))
        return render_template(
            "site/desk.html",
            text=text,
            course=_field(request.args.get("course")),
            students=desk.students(text),
        )

    @pages.get("/<number>")
    def student(number: str) -> str | Response:
        if moved := upper_case("desk.student", "number", number):
            return moved
        asked = _field(request.args.get("ask"))
        decision = desk.assess(number, asked) if asked else None
        return _show(number, request.args.get("course"), asked, decision)

    @pages.post("/<number>/enrol")
    def enrol(number: str) -> Response | tuple[str, int]:
        section = _field(request.form.get("section"))
        course = request.form.get("course")
        try:
            enrolment = desk.enrol(number, section)
        except EnrolmentRefused as refused:
            # The refusals belong beside the timetable they are about, so this page shows them itself.
            decision = Decision(None, refused.refusals)
            return _show(number, course, section, decision, enrolling=True), status_of(refused)
        if enrolment.status is Status.ENROLLED:
            flash(f"Enrolled in {section}.", "success")
        else:
            flash(f"{section} is full: this is now a place on its waitlist.", "notice")
        return _back_to(number)

    @pages.post("/<number>/drop")
    def drop(number: str) -> Response:
        section = _field(request.form.get("section"))
        promoted = desk.drop(number, section)
        flash(f"Dropped {section}.", "success")
        if promoted is not None:
            flash(f"The seat went to {promoted.student}, who was next on the waitlist.", "notice")
        return _back_to(number)

    def _show(
        number: str, course: str | None, asked: str, decision: Decision | None, *, enrolling: bool = False
    ) -> str:
        timetable = desk.timetable(number)
        text = _field(request.args.get("q"))
        code = _field(course)
        detail = catalogue.course(code) if code else None
        return render_template(
            "site/student.html",
            timetable=timetable,
            week=draw(timetable.entries, _section(detail, asked)),
            text=text,
            found=catalogue.courses(CourseQuery(text=text, page_size=COURSES_SHOWN)) if text else None,
            detail=detail,
            asked=asked,
            decision=decision,
            enrolling=enrolling,
        )

    return pages


def _field(text: str | None) -> str:
    """A field as one short line; nothing that the desk looks up is longer."""
    return clean(text or "")[:100]


def _section(detail: CourseDetail | None, id: str) -> Section | None:
    """The section of the course that is being asked about, to draw it into the week."""
    sections = detail.sections if detail else []
    return next((seats.section for seats in sections if seats.section.id == id), None)


def _back_to(number: str) -> Response:
    """See-other, so that reloading the page that follows repeats nothing."""
    return redirect(url_for("desk.student", number=number), 303)
