"""The registrar's reports, with charts drawn on the server."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

from flask import Blueprint, render_template, request

from university.application.browsing import Browsing
from university.application.catalogue import Catalogue
from university.application.reports import Demand, FillRate, GradeShare, Reports
from university.domain.grading import POINTS
from university.domain.identity import Role
from university.entrypoints.site.charts import Bar, bars, stacked
from university.entrypoints.site.feature import NavigationEntry
from university.entrypoints.site.places import field
from university.entrypoints.site.who import signed_in

NAVIGATION = NavigationEntry("Reports", "reports.index", 70, frozenset({Role.REGISTRAR, Role.ADMIN}))

LONGEST_LINES = 12
OTHERS = "other"
LETTERS = (*"ABCDF", OTHERS)
LOW = Decimal("2.00")


def create_blueprint(reports: Reports, browsing: Browsing, catalogue: Catalogue) -> Blueprint:
    """The pages under /reports/."""
    pages = Blueprint("reports", __name__, url_prefix="/reports")

    @pages.get("/")
    def index() -> str:
        user = signed_in()
        terms, current = browsing.terms()
        term = field(request.args.get("term")) or (current.code if current else "")
        demand = reports.demand(user, term)
        return render_template(
            "site/reports.html",
            terms=terms,
            term=term,
            filled=_filled(reports.fill_rates(user, term)),
            waiting=_waiting(demand[:LONGEST_LINES]),
            lines=len(demand),
            nobody=reports.courses_nobody_takes(user, term),
        )

    @pages.get("/grades")
    def grades() -> str:
        user, departments = signed_in(), catalogue.departments()
        department = field(request.args.get("department")).upper() or departments[0].department.code
        return render_template(
            "site/report_grades.html",
            departments=departments,
            department=department,
            bars=_shares(reports.grade_shares(user, department)),
        )

    @pages.get("/at-risk")
    def at_risk() -> str:
        return render_template("site/report_at_risk.html", below=LOW, found=reports.at_risk(signed_in(), LOW))

    return pages


def _filled(rates: list[FillRate]) -> list[Bar]:
    return bars(((r.department, r.rate, f"{r.rate} % of {r.seats}") for r in rates), full=100)


def _waiting(demand: list[Demand]) -> list[Bar]:
    words = "{0.waiting} wait, {0.free_elsewhere} free elsewhere"
    return bars((line.section, line.waiting, words.format(line)) for line in demand)


def _shares(shares: list[GradeShare]) -> list[Bar]:
    """By letters: a B+ and a B- are both a B here, and grades without points come last."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for share in shares:
        counts[share.course][share.grade[0] if share.grade in POINTS else OTHERS] += share.count
    return stacked(
        (course, [(letter, of[letter]) for letter in LETTERS if of[letter]])
        for course, of in sorted(counts.items())
    )
