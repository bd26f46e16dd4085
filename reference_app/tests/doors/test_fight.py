"""No seat is sold twice at the site, v1 and v2 at once, each under its production server.

The fights here are short. `python -m doors.fight` holds longer ones and prints what they came to.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from engines import ENGINES, engine_at
from sqlalchemy import text

from doors.callers import CALLERS
from doors.fight import hold, judge

ATTEMPTS = 90


@pytest.mark.parametrize("engine_name", ENGINES)
def test_no_seat_is_sold_twice_at_three_doors(database_url: str, tmp_path: Path) -> None:
    outcome = hold(database_url, tmp_path, ATTEMPTS)
    assert outcome.violations == [], str(outcome)
    granted = {door for (door, action, status) in outcome.answers if action == "enrol" and status < 400}
    assert granted == CALLERS.keys()
    assert {"enrolled", "waitlisted", "dropped"} <= outcome.events.keys()
    with engine_at(database_url) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE sections SET seats_taken = 0"))
        connection.execute(text("DELETE FROM events WHERE kind = 'waitlisted'"))
    kinds = {line.partition(":")[0] for line in judge(database_url, outcome)}
    assert {"counter wrong", "log and rows disagree", "answer not true"} <= kinds
