"""`university token`."""

from __future__ import annotations


def test_a_token_is_for_a_user_who_is_there(run) -> None:
    run("seed", "--today", "2026-11-20")
    made = run("token", "S-1042@aldermoor.example", "--label", "nightly", "--days", "7")
    assert made.exit_code == 0
    assert made.stdout.startswith("uni_") and made.stdout.count("\n") == 1
    assert made.stderr.startswith("For Yonas Alemu, until ")
    unknown = run("token", "nobody@aldermoor.example")
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert run("token", "s-1042@aldermoor.example", "--days", "91").exit_code == 2
