"""My timetable: a student's own week, with the confirmation of what cannot be undone."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from university.application.catalogue import Catalogue
from university.application.enrolment import EnrolmentDesk
from university.domain.errors import NotFound
from university.domain.identity import Role
from university.entrypoints.site.feature import NavigationEntry
from university.entrypoints.site.places import Places
from university.entrypoints.site.who import own_number, signed_in

NAVIGATION = NavigationEntry("My timetable", "timetable.student", 30, frozenset({Role.STUDENT}))


def create_blueprint(desk: EnrolmentDesk, catalogue: Catalogue) -> Blueprint:
    """The pages under /timetable."""
    pages = Blueprint("timetable", __name__, url_prefix="/timetable")

    @pages.url_value_preprocessor
    def of_my_own(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        """The views are those of the desk, and here the number is never the visitor's choice."""
        if values is not None:
            values["number"] = own_number()

    @pages.get("/leave/<section>")
    def leave(number: str, section: str) -> str:
        timetable = desk.timetable(signed_in(), number)
        place = next((one for one in timetable.entries if one.section.id == section), None)
        if place is None:
            raise NotFound(f"You have no place in {section}.", remedy="Look at your timetable.")
        return render_template("site/leave.html", place=place, timetable=timetable)

    places = Places(
        desk, catalogue, acting=signed_in, whose=lambda _number: {}, template="site/timetable.html"
    )
    places.add_to(pages, "")
    return pages
