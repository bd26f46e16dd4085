"""The enrolment desk: find a student, and act for them."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from university.application.catalogue import Catalogue
from university.application.enrolment import EnrolmentDesk
from university.domain.identity import Role
from university.entrypoints.site.feature import NavigationEntry
from university.entrypoints.site.places import Places, field
from university.entrypoints.site.who import at_the_desk

NAVIGATION = NavigationEntry("Enrolment desk", "desk.index", 30, frozenset({Role.REGISTRAR}), shown=True)


def create_blueprint(desk: EnrolmentDesk, catalogue: Catalogue) -> Blueprint:
    """The pages under /desk/."""
    pages = Blueprint("desk", __name__, url_prefix="/desk")

    @pages.get("/")
    def index() -> str:
        text = field(request.args.get("q"))
        return render_template(
            "site/desk.html",
            text=text,
            course=field(request.args.get("course")),
            students=desk.students(at_the_desk(), text),
        )

    places = Places(
        desk,
        catalogue,
        acting=at_the_desk,
        whose=lambda number: {"number": number},
        template="site/student.html",
    )
    places.add_to(pages, "/<number>")
    return pages
