"""The registrar's reports."""

from __future__ import annotations

from typing import Any

from university.application.reports import Reports
from university.domain.identity import User
from university.entrypoints.api_v1.operations import Handler
from university.entrypoints.api_v1.routes import Routes
from university.entrypoints.http.links import Links
from university.entrypoints.http.reports import REPORTS, Report
from university.entrypoints.http.resources.reports import Rows


def create_routes(reports: Reports) -> Routes:
    """One resource a report."""
    routes = Routes("reports")
    for report in REPORTS:
        routes.get(f"/reports/{report.name}", *report.refusals)(_view(report, reports))
    return routes


def _view(report: Report[Any, Any], reports: Reports) -> Handler:
    def view(user: User, query: Any, links: Links) -> Rows[Any]:
        return report.show(report.find(reports, user, query), query, links)

    return report.sign(view, report.query)
