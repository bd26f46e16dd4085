"""The departments: all of them, and each with its courses."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from university.application.catalogue import Catalogue
from university.entrypoints.site.query import upper_case


def create_blueprint(catalogue: Catalogue) -> Blueprint:
    """The pages under /departments/."""
    pages = Blueprint("departments", __name__)

    @pages.get("/departments/")
    def index() -> str:
        return render_template("site/departments.html", departments=catalogue.departments())

    @pages.get("/departments/<code>")
    def department(code: str) -> str | Response:
        if moved := upper_case("departments.department", "code", code):
            return moved
        return render_template("site/department.html", page=catalogue.department(code))

    return pages
