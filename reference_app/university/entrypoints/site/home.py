"""The front page, and the answer for machines that ask whether the site is well."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template

from university.application.catalogue import Catalogue
from university.application.readiness import Readiness


def create_blueprint(catalogue: Catalogue, readiness: Readiness) -> Blueprint:
    """The pages / and /health."""
    pages = Blueprint("home", __name__)

    @pages.get("/")
    def index() -> str:
        return render_template("site/home.html", departments=catalogue.departments())

    @pages.get("/health")
    def health() -> dict[str, str] | tuple[dict[str, str], int]:
        try:
            readiness.check()
        except Exception:
            # Whatever it was, the log has it; a monitor needs only the word.
            current_app.logger.exception("The store does not answer.")
            return {"status": "unavailable"}, 503
        return {"status": "ok"}

    return pages
