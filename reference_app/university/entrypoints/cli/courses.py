"""`university courses`: list and search the catalogue."""

from __future__ import annotations

import click

from university.application.catalogue import Catalogue, CourseQuery
from university.entrypoints.cli import service


@click.command("courses")
@click.argument("text", default="")
@click.option("--department", metavar="CODE", help="Only this department, such as BIO.")
@click.option("--credits", type=int, help="Only courses with so many credits.")
@click.option("--page", type=int, default=1, show_default=True, help="Which page of the list.")
def command(text: str, department: str | None, credits: int | None, page: int) -> None:
    """List courses; with TEXT, those whose code or title contains it."""
    query = CourseQuery(text, department.upper() if department else None, credits, page)
    found = service(Catalogue).courses(query)
    for course in found.items:
        click.echo(f"{course.code}  {course.credits} cr  {course.title}")
    count = "1 course" if found.total == 1 else f"{found.total} courses"
    click.echo(f"{count}, page {found.page} of {found.pages}")
