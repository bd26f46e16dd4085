"""The university is watched closely: a faulty part in any slot makes one of its days end in an error."""

from __future__ import annotations

from collections import Counter

import pytest
from mutant_days import (
    a_day_at_the_border_of_the_window,
    a_day_in_line,
    a_day_of_records,
    a_day_of_rules,
    a_summer_day_at_the_border_of_the_window,
)
from mutant_parts import MUTANTS, Mutant

from university.bootstrap import slots

DAYS = {
    "rules": a_day_of_rules,
    "window": a_day_at_the_border_of_the_window,
    "summer": a_summer_day_at_the_border_of_the_window,
    "line": a_day_in_line,
    "records": a_day_of_records,
}


@pytest.mark.parametrize("day", DAYS)
def test_the_university_itself_passes(day: str) -> None:
    DAYS[day]({})


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.slot}: {mutant.fault}")
def test_a_faulty_part_is_noticed(mutant: Mutant) -> None:
    with pytest.raises(AssertionError):
        DAYS[mutant.day]({mutant.slot: mutant.part})


def test_every_slot_has_several_mutants() -> None:
    assert len(MUTANTS) >= 30
    several = {slot for slot, count in Counter(mutant.slot for mutant in MUTANTS).items() if count > 1}
    # Parts of doors and stores are tried where a door or a store is open.
    elsewhere = ("api_v2.", "passwords.", "site.", "store.")
    assert several == {name for name in slots() if not name.startswith(elsewhere)}
