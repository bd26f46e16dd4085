"""`university record`."""

from __future__ import annotations

from dataclasses import replace

from click.testing import CliRunner, Result
from records_campus import place, posted, records_campus
from small_campus import MakeUniversity

from university.entrypoints.cli import create_cli


def record(make_university: MakeUniversity, student: str) -> Result:
    campus = replace(
        records_campus(),
        enrolments=(place("S-2", "BIO-101-E"), place("S-2", "ART-101-F"), place("S-2", "BIO-201-S")),
        sheets=(posted("BIO-101-E", S_2="F"), posted("ART-101-F", S_2="P")),
    )
    university = make_university(campus)
    return CliRunner().invoke(create_cli(lambda: university), ["record", student])


def test_a_record_stands_by_terms(make_university: MakeUniversity) -> None:
    shown = record(make_university, "s-2")
    assert (shown.exit_code, shown.output) == (
        0,
        "S-2  Elif Öztürk\n"
        "2026-spring: 0 credits, GPA 0.00\n"
        "  BIO-101  4 cr  F\n"
        "2026-fall: 3 credits, GPA –\n"
        "  ART-101  3 cr  P\n"
        "In progress: BIO-201\n"
        "All terms: 3 credits, GPA 0.00\n",
    )


def test_a_new_student_has_nothing_yet(make_university: MakeUniversity) -> None:
    assert record(make_university, "S-1").output == "S-1  Ana Silva\nAll terms: 0 credits, GPA –\n"


def test_an_unknown_student_is_bad_input(make_university: MakeUniversity) -> None:
    shown = record(make_university, "S-9")
    assert shown.exit_code == 2
    assert "There is no student S-9." in shown.output
