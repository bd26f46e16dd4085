"""`university report`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reports_campus import reports_campus

from university.application.ports.campus_store import CampusStore
from university.bootstrap import build
from university.entrypoints.cli import create_cli
from university.entrypoints.cli.report import _never_a_formula
from university.settings import MEMORY_URL, Settings

SPRING = ("--term", "2027-spring")
REPORTS = {
    ("nobody-takes", *SPRING): "course,title",
    ("more-than", "1", *SPRING): "course,title,students",
    ("fill-rates", *SPRING): "department,sections,seats,taken,per cent",
    ("first-arrivals", "1", *SPRING): "section,rank,student,name",
    ("demand", *SPRING): "section,waiting,capacity,free elsewhere",
    ("grade-shares", "bio"): "course,grade,count,of",
    ("foundations", "bio-301"): "course,title,steps",
    ("at-risk",): "student,name,GPA,credits",
}


class Desk:
    """The command line, on the university that is counted by hand."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __call__(self, *words: str) -> Result:
        cli = create_cli(lambda: build(Settings(database_url=self._url)))
        return CliRunner().invoke(cli, ["report", *words])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path: Path = tmp_path_factory.mktemp("report") / "university.db"
    url = f"sqlite:///{path}"
    university = build(Settings(database_url=url))
    university.get(CampusStore).prepare()
    university.get(CampusStore).fill(reports_campus(), replace=True)
    university.close()
    yield Desk(url)


def test_every_report_has_its_command(desk: Desk) -> None:
    shown = desk("--help").output
    assert {words[0] for words in REPORTS} == {
        line.split()[0] for line in shown.partition("Commands:\n")[2].splitlines()
    }


@pytest.mark.parametrize(("words", "head"), REPORTS.items(), ids=[words[0] for words in REPORTS])
def test_the_table_and_the_csv_say_the_same(desk: Desk, words: tuple[str, ...], head: str) -> None:
    table, sheet = desk(*words), desk(*words, "--csv")
    assert (table.exit_code, sheet.exit_code) == (0, 0), table.output + sheet.output
    rows = list(csv.reader(sheet.output.splitlines()))
    assert sheet.output.splitlines()[0] == head
    assert len(rows) >= 2
    cells = [[cell.removeprefix("'") for cell in row] for row in rows]
    assert [line.split() for line in table.output.splitlines()] == [" ".join(row).split() for row in cells]


def test_a_table_has_columns(desk: Desk) -> None:
    assert desk("fill-rates", *SPRING).output == (
        "department  sections  seats  taken  per cent\n"
        "ART         2         5      3      60.0\n"
        "BIO         3         10     5      50.0\n"
    )


def test_an_empty_report_has_its_head_only(desk: Desk) -> None:
    assert desk("foundations", "BIO-101").output == "course  title  steps\n"


def test_a_name_is_no_formula_in_a_spreadsheet(desk: Desk) -> None:
    assert "S-3,'=HYPERLINK(1),2.00,4\n" in desk("at-risk", "2.01", "--csv").output
    assert "=HYPERLINK(1)" in desk("at-risk", "2.01").output.split()


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run(begins: str) -> None:
    assert _never_a_formula(f"{begins}1") == f"'{begins}1"
    assert _never_a_formula(f"1{begins}") == f"1{begins}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("demand", "--term", "2099-spring"), "There is no term 2099-spring."),
        (("demand",), "Missing option '--term'"),
        (("grade-shares", "xyz"), "There is no department XYZ."),
        (("foundations", "bio-999"), "There is no course BIO-999."),
        (("first-arrivals", "0", *SPRING), "Use 1 to 1,000."),
        (("more-than", "many", *SPRING), "'many' is not a valid integer"),
        (("at-risk", "low"), "'low' is not a number such as 2.00."),
        (("at-risk", "NaN"), "NaN is no average to compare with."),
        (("at-risk", "2.005"), "at most two places"),
    ],
)
def test_what_cannot_be_reported_on(desk: Desk, words: tuple[str, ...], said: str) -> None:
    result = desk(*words)
    assert (result.exit_code, said in result.output) == (2, True), result.output


def test_a_store_in_memory_has_no_reports() -> None:
    result = Desk(MEMORY_URL)("at-risk")
    assert (result.exit_code, "name a database" in result.output) == (2, True), result.output
