"""`university report`: what the registrar wants to know of the whole university."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

import click

from university.application.front_desk import FRONT_DESK
from university.application.reports import Reports
from university.entrypoints.cli import service

A_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula, as OWASP's page "CSV Injection" lists it."""


def _decimal(_ctx: click.Context, _param: click.Parameter, typed: str) -> Decimal:
    """The number exactly as it was typed; a float would not be."""
    try:
        return Decimal(typed)
    except InvalidOperation as error:
        raise click.BadParameter(f"{typed!r} is not a number such as 2.00.") from error


as_csv = click.option("--csv", "as_csv", is_flag=True, help="Print CSV, for a spreadsheet.")
of_term = click.option("--term", metavar="CODE", required=True, help="The term, such as 2027-spring.")


@click.group("report")
def command() -> None:
    """Print a report on the whole university."""


@command.command("nobody-takes")
@of_term
@as_csv
def nobody_takes(term: str, as_csv: bool) -> None:
    """List courses in which nobody has a seat."""
    found = service(Reports).courses_nobody_takes(FRONT_DESK, term)
    _print(as_csv, ("course", "title"), ((one.course, one.title) for one in found))


@command.command("more-than")
@click.argument("students", type=int)
@of_term
@as_csv
def more_than(students: int, term: str, as_csv: bool) -> None:
    """List courses with more than STUDENTS students."""
    found = service(Reports).courses_with_more_than(FRONT_DESK, term, students)
    rows = ((one.course, one.title, one.students) for one in found)
    _print(as_csv, ("course", "title", "students"), rows)


@command.command("fill-rates")
@of_term
@as_csv
def fill_rates(term: str, as_csv: bool) -> None:
    """Show how full each department's sections are."""
    found = service(Reports).fill_rates(FRONT_DESK, term)
    rows = ((one.department, one.sections, one.seats, one.taken, one.rate) for one in found)
    _print(as_csv, ("department", "sections", "seats", "taken", "per cent"), rows)


@command.command("first-arrivals")
@click.argument("each", type=int)
@of_term
@as_csv
def first_arrivals(each: int, term: str, as_csv: bool) -> None:
    """List the first EACH students of every section."""
    found = service(Reports).first_arrivals(FRONT_DESK, term, each)
    rows = ((one.section, one.rank, one.student, one.name) for one in found)
    _print(as_csv, ("section", "rank", "student", "name"), rows)


@command.command("demand")
@of_term
@as_csv
def demand(term: str, as_csv: bool) -> None:
    """List sections with a waitlist, the longest first."""
    found = service(Reports).demand(FRONT_DESK, term)
    rows = ((one.section, one.waiting, one.capacity, one.free_elsewhere) for one in found)
    _print(as_csv, ("section", "waiting", "capacity", "free elsewhere"), rows)


@command.command("grade-shares")
@click.argument("department")
@as_csv
def grade_shares(department: str, as_csv: bool) -> None:
    """Show how grades are spread in the courses of DEPARTMENT, such as BIO."""
    found = service(Reports).grade_shares(FRONT_DESK, department.upper())
    rows = ((one.course, one.grade, one.count, one.of) for one in found)
    _print(as_csv, ("course", "grade", "count", "of"), rows)


@command.command("foundations")
@click.argument("course")
@as_csv
def foundations(course: str, as_csv: bool) -> None:
    """List everything that COURSE builds on, such as BIO-201."""
    found = service(Reports).foundations(FRONT_DESK, course.upper())
    rows = ((one.course, one.title, one.steps) for one in found)
    _print(as_csv, ("course", "title", "steps"), rows)


@command.command("at-risk")
@click.argument("below", default="2.00", callback=_decimal)
@as_csv
def at_risk(below: Decimal, as_csv: bool) -> None:
    """List students whose average is below BELOW (2.00 if left out)."""
    found = service(Reports).at_risk(FRONT_DESK, below)
    rows = ((one.student, one.name, one.gpa, one.credits) for one in found)
    _print(as_csv, ("student", "name", "GPA", "credits"), rows)


def _print(as_csv: bool, heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """A table of columns, or CSV in which no cell is a formula."""
    texts = [heads, *(tuple(str(cell) for cell in row) for row in rows)]
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([_never_a_formula(cell) for cell in row] for row in texts)
        return
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _never_a_formula(cell: str) -> str:
    """With an apostrophe in front, a spreadsheet shows the cell as text."""
    return f"'{cell}" if cell.startswith(A_FORMULA_BEGINS) else cell
