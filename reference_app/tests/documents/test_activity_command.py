"""The command that keeps the activity feed up with the log."""

from __future__ import annotations

import pytest


def test_the_feed_follows_the_log(run) -> None:
    assert run("seed", "--today", "2026-11-20").exit_code == 0
    for words in (["catch-up"], ["rebuild"]):
        result = run("activity", *words)
        assert (result.exit_code, result.output.rstrip(".\n").split()[-1]) == (0, "activities"), result.output


@pytest.mark.parametrize("command", ["catch-up", "rebuild"])
def test_without_tables_it_says_what_to_do(run, command: str) -> None:
    result = run("activity", command)
    assert (result.exit_code, "university seed" in result.output) == (1, True), result.output
