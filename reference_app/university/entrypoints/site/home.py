"""The front page, and the answer for machines that ask whether the site runs."""

from __future__ import annotations

from flask import Blueprint, render_template

from university.application.catalogue import Catalogue


def create_blueprint(catalogue: Catalogue) -> Blueprint:
    """The pages / and /health."""
    pages = Blueprint("home", __name__)

    @pages.get("/")
    def index() -> str:
        return render_template("site/home.html", departments=catalogue.departments())

    @pages.get("/health")
    def health() -> dict[str, str]:
        # It asks no store: a monitor restarts what is not well,
        # and that brings no database back.
        return {"status": "ok"}

    return pages
