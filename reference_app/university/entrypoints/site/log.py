"""The audit log, for who keeps an eye on the system."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from university.application.audit import AuditLog
from university.domain.identity import Role
from university.entrypoints.site.feature import NavigationEntry
from university.entrypoints.site.query import whole_number
from university.entrypoints.site.who import signed_in

NAVIGATION = NavigationEntry("Log", "log.index", 90, frozenset({Role.ADMIN}))

SHOWN = 50


def create_blueprint(log: AuditLog) -> Blueprint:
    """The page /log/."""
    pages = Blueprint("log", __name__, url_prefix="/log")

    @pages.get("/")
    def index() -> str:
        after = whole_number(request.args, "after") or 0
        events = log.read(signed_in(), after, SHOWN + 1)
        more = events[SHOWN - 1][0] if len(events) > SHOWN else None
        return render_template("site/log.html", events=events[:SHOWN], after=after, more=more)

    return pages
