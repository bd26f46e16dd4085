"""The views of one student's places, for every page that shows them: ask, enrol, answer an offer, leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from university.application.catalogue import Catalogue, CourseDetail, CourseQuery
from university.application.enrolment import EnrolmentDesk
from university.domain.catalogue import Section
from university.domain.enrolment import Decision, Enrolment, EnrolmentRefused, Status
from university.domain.identity import User
from university.entrypoints.site.errors import status_of
from university.entrypoints.site.query import clean, upper_case
from university.entrypoints.site.week import draw

COURSES_SHOWN = 8
"""A search beside a timetable shows so many courses: whoever needs more writes more."""

GRANTED: dict[Status, Callable[[str], tuple[str, str]]] = {
    Status.ENROLLED: lambda section: (f"Enrolled in {section}.", "success"),
    Status.WAITLISTED: lambda section: (
        f"{section} is full: this is now a place on its waitlist.",
        "notice",
    ),
    Status.OFFERED: lambda section: (f"A seat in {section} is offered: accept or decline it.", "notice"),
}
"""What the page says of a wish that was granted, and in which style."""


class Places:
    """`acting` says who acts; `whose(number)` is what an address of these pages needs of the number."""

    def __init__(
        self,
        desk: EnrolmentDesk,
        catalogue: Catalogue,
        *,
        acting: Callable[[], User],
        whose: Callable[[str], dict[str, Any]],
        template: str,
    ) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self._acting = acting
        self._whose = whose
        self._template = template

    def add_to(self, pages: Blueprint, at: str) -> None:
        """Add the views to `pages`, at and below the address `at`."""
        pages.add_url_rule(at, "student", self.student)
        for view in (self.enrol, self.accept, self.decline, self.drop, self.withdraw):
            pages.add_url_rule(f"{at}/{view.__name__}", view.__name__, view, methods=["POST"])

    def student(self, number: str) -> str | Response:
        """The week, the places, and the sections of a course that was looked for."""
        if "number" in self._whose(number) and (moved := upper_case(".student", "number", number)):
            return moved
        asked = field(request.args.get("ask"))
        decision = self._desk.assess(self._acting(), number, asked) if asked else None
        return self._show(number, request.args.get("course"), asked, decision)

    def enrol(self, number: str) -> Response | tuple[str, int]:
        """Take a seat, or join the waitlist."""
        section = field(request.form.get("section"))
        try:
            enrolment = self._desk.enrol(self._acting(), number, section)
        except EnrolmentRefused as refused:
            # The refusals belong beside the timetable they are about, so this page shows them itself.
            decision = Decision(None, refused.refusals)
            page = self._show(number, request.form.get("course"), section, decision, enrolling=True)
            return page, status_of(refused)
        flash(*GRANTED[enrolment.status](section))
        return self._back_to(number)

    def accept(self, number: str) -> Response:
        """Turn an offer into a seat."""
        section = field(request.form.get("section"))
        self._desk.accept(self._acting(), number, section)
        flash(f"Enrolled in {section}.", "success")
        return self._back_to(number)

    def decline(self, number: str) -> Response:
        """Give an offer back."""
        section = field(request.form.get("section"))
        offers = self._desk.decline(self._acting(), number, section)
        return self._left(number, f"Declined {section}.", offers)

    def drop(self, number: str) -> Response:
        """Give a place back without a trace."""
        section = field(request.form.get("section"))
        return self._left(number, f"Dropped {section}.", self._desk.drop(self._acting(), number, section))

    def withdraw(self, number: str) -> Response:
        """Leave a seat with a W."""
        section = field(request.form.get("section"))
        offers = self._desk.withdraw(self._acting(), number, section)
        return self._left(number, f"Withdrawn from {section}: a W will stand on the transcript.", offers)

    def _show(
        self,
        number: str,
        course: str | None,
        asked: str,
        decision: Decision | None,
        *,
        enrolling: bool = False,
    ) -> str:
        timetable = self._desk.timetable(self._acting(), number)
        text, code = field(request.args.get("q")), field(course)
        detail = self._catalogue.course(code) if code else None
        found = self._catalogue.courses(CourseQuery(text=text, page_size=COURSES_SHOWN)) if text else None
        return render_template(
            self._template,
            timetable=timetable,
            week=draw(timetable.entries, _section(detail, asked)),
            whose=self._whose(number),
            text=text,
            found=found,
            detail=detail,
            asked=asked,
            decision=decision,
            enrolling=enrolling,
        )

    def _left(self, number: str, message: str, offers: Iterable[Enrolment]) -> Response:
        flash(message, "success")
        for offer in offers:
            flash(f"The seat is offered to {offer.student}, who was next on the waitlist.", "notice")
        return self._back_to(number)

    def _back_to(self, number: str) -> Response:
        """See-other, so that reloading the page that follows repeats nothing."""
        return redirect(url_for(".student", **self._whose(number)), 303)


def field(text: str | None) -> str:
    """A field as one short line; nothing that these pages look up is longer."""
    return clean(text or "")[:100]


def _section(detail: CourseDetail | None, id: str) -> Section | None:
    """The section of the course that is being asked about, to draw it into the week."""
    sections = detail.sections if detail else []
    return next((seats.section for seats in sections if seats.section.id == id), None)
