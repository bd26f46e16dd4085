"""The enrolment desk: find a student, see the week, ask the rules, enrol, answer an offer, leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from university.application.catalogue import Catalogue, CourseDetail, CourseQuery
from university.application.enrolment import EnrolmentDesk
from university.application.front_desk import FRONT_DESK
from university.domain.catalogue import Section
from university.domain.enrolment import Decision, Enrolment, EnrolmentRefused, Status
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
            students=desk.students(FRONT_DESK, text),
        )

    @pages.get("/<number>")
    def student(number: str) -> str | Response:
        if moved := upper_case("desk.student", "number", number):
            return moved
        asked = _field(request.args.get("ask"))
        decision = desk.assess(FRONT_DESK, number, asked) if asked else None
        return _show(number, request.args.get("course"), asked, decision)

    @pages.post("/<number>/enrol")
    def enrol(number: str) -> Response | tuple[str, int]:
        section = _field(request.form.get("section"))
        course = request.form.get("course")
        try:
            enrolment = desk.enrol(FRONT_DESK, number, section)
        except EnrolmentRefused as refused:
            # The refusals belong beside the timetable they are about, so this page shows them itself.
            decision = Decision(None, refused.refusals)
            return _show(number, course, section, decision, enrolling=True), status_of(refused)
        flash(*GRANTED[enrolment.status](section))
        return _back_to(number)

    @pages.post("/<number>/accept")
    def accept(number: str) -> Response:
        section = _field(request.form.get("section"))
        desk.accept(FRONT_DESK, number, section)
        flash(f"Enrolled in {section}.", "success")
        return _back_to(number)

    @pages.post("/<number>/decline")
    def decline(number: str) -> Response:
        section = _field(request.form.get("section"))
        return _left(number, f"Declined {section}.", desk.decline(FRONT_DESK, number, section))

    @pages.post("/<number>/drop")
    def drop(number: str) -> Response:
        section = _field(request.form.get("section"))
        return _left(number, f"Dropped {section}.", desk.drop(FRONT_DESK, number, section))

    @pages.post("/<number>/withdraw")
    def withdraw(number: str) -> Response:
        section = _field(request.form.get("section"))
        offers = desk.withdraw(FRONT_DESK, number, section)
        return _left(number, f"Withdrawn from {section}: a W will stand on the transcript.", offers)

    def _show(
        number: str, course: str | None, asked: str, decision: Decision | None, *, enrolling: bool = False
    ) -> str:
        timetable = desk.timetable(FRONT_DESK, number)
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


GRANTED: dict[Status, Callable[[str], tuple[str, str]]] = {
    Status.ENROLLED: lambda section: (f"Enrolled in {section}.", "success"),
    Status.WAITLISTED: lambda section: (
        f"{section} is full: this is now a place on its waitlist.",
        "notice",
    ),
    Status.OFFERED: lambda section: (f"A seat in {section} is offered: accept or decline it.", "notice"),
}
"""What the page says of a wish that was granted, and in which style."""


def _left(number: str, message: str, offers: Iterable[Enrolment]) -> Response:
    flash(message, "success")
    for offer in offers:
        flash(f"The seat is offered to {offer.student}, who was next on the waitlist.", "notice")
    return _back_to(number)


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
