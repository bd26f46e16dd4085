"""The contact form, and the office that reads what came in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from university.application.enquiries import LONGEST, Enquiries, TooManyEnquiries
from university.domain.errors import InvalidValue
from university.domain.identity import Role
from university.entrypoints.site.errors import status_of
from university.entrypoints.site.feature import NavigationEntry
from university.entrypoints.site.who import current_user, signed_in

NAVIGATION = NavigationEntry("Messages", "contact.waiting", 80, frozenset({Role.REGISTRAR}))

FIELDS = ("name", "email", "text")


def create_blueprint(enquiries: Enquiries) -> Blueprint:
    """The pages /contact and /messages/."""
    pages = Blueprint("contact", __name__)

    @pages.get("/contact")
    def form() -> str:
        user = current_user()
        return _form({"name": user.name, "email": user.email} if user else {})

    @pages.post("/contact")
    def send() -> Response | tuple[str, int]:
        typed = {name: request.form.get(name, "") for name in FIELDS}
        try:
            enquiries.send(**typed)
        except (InvalidValue, TooManyEnquiries) as error:
            return _form(typed, error), status_of(error)
        flash("Your message is with the registrar's office, which answers by e-mail.", "success")
        return redirect(url_for(".form"), 303)

    @pages.get("/messages/")
    def waiting() -> str:
        return render_template("site/messages.html", enquiries=enquiries.waiting(signed_in()))

    @pages.post("/messages/<id>/settle")
    def settle(id: str) -> Response:
        enquiries.settle(signed_in(), id)
        flash("One message less.", "success")
        return redirect(url_for(".waiting"), 303)

    def _form(typed: dict[str, str], error: Exception | None = None) -> str:
        return render_template("site/contact.html", typed=typed, error=error, longest=LONGEST)

    return pages
