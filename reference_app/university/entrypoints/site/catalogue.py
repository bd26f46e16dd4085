"""The course catalogue: search it, and read about one course."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from university.application.catalogue import Catalogue
from university.entrypoints.site.query import filters, read_course_query, upper_case


def create_blueprint(catalogue: Catalogue) -> Blueprint:
    """The pages under /courses/."""
    pages = Blueprint("catalogue", __name__)

    @pages.get("/courses/")
    def index() -> str:
        query = read_course_query(request.args)
        return render_template(
            "site/courses.html",
            query=query,
            filters=filters(query),
            found=catalogue.courses(query),
            departments=catalogue.departments(),
        )

    @pages.get("/courses/<code>")
    def course(code: str) -> str | Response:
        if moved := upper_case("catalogue.course", "code", code):
            return moved
        return render_template("site/course.html", detail=catalogue.course(code))

    return pages
