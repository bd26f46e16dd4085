"""The registrar's reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query

from university.application.ports.running import Run
from university.application.reports import Reports
from university.entrypoints.api_v2.dependencies import LinksHere, SignedIn
from university.entrypoints.api_v2.routing import ResourceRoute
from university.entrypoints.http.reports import REPORTS, Report
from university.entrypoints.http.resources.reports import Rows


def create_router(reports: Reports, run: Run) -> APIRouter:
    """One resource a report."""
    router = APIRouter(prefix="/reports", route_class=ResourceRoute, tags=["reports"])
    for report in REPORTS:
        refusals: dict[int | str, dict[str, Any]] = {status: {} for status in report.refusals}
        router.get(f"/{report.name}", responses=refusals)(_view(report, reports, run))
    return router


def _view(report: Report[Any, Any], reports: Reports, run: Run) -> Callable[..., Any]:
    async def view(user: SignedIn, query: Any, links: LinksHere) -> Rows[Any]:
        return report.show(await run(lambda: report.find(reports, user, query)), query, links)

    return report.sign(view, Annotated[report.query, Query()])
