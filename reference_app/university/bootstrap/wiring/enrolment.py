"""The enrolment desk, its rules, and the clock it goes by."""

from __future__ import annotations

from typing import Any

from university.application.enrolment import EnrolmentDesk
from university.application.offers import Offers
from university.application.ports.clock import Clock, MakeClock
from university.application.ports.unit_of_work import Units
from university.bootstrap.container import Container
from university.bootstrap.slots import Slot
from university.domain.enrolment import Decide, Rule
from university.domain.waitlist import NextInLine

DECIDE = Slot("enrolment.decide", Decide, "university.domain.enrolment:decide")
RULES = tuple(
    Slot(f"rule.{name}", Rule, f"university.domain.rules.{name}:{name}")
    for name in (
        "add_window",
        "holds",
        "duplicate",
        "prerequisites",
        "corequisites",
        "time_conflict",
        "credit_limit",
    )
)
"""The desk asks the rules in this order."""

NEXT_IN_LINE = Slot("waitlist.next_in_line", NextInLine, "university.domain.waitlist:next_in_line")
CLOCK = Slot("clock", MakeClock, "university.adapters.clock:SystemClock")
"""A test or a lesson puts a clock here that stands still."""

SLOTS: tuple[Slot[Any], ...] = (DECIDE, *RULES, NEXT_IN_LINE, CLOCK)


def wire(container: Container) -> None:
    """Provide the desk and the clock."""
    container.provide(Clock, lambda c: c.part(CLOCK)())
    container.provide(Offers, _offers)
    container.provide(EnrolmentDesk, _desk)


def _offers(container: Container) -> Offers:
    return Offers(
        units=container.get(Units),
        rules=container.group("rule", Rule),
        next_in_line=container.part(NEXT_IN_LINE),
        clock=container.get(Clock),
    )


def _desk(container: Container) -> EnrolmentDesk:
    return EnrolmentDesk(
        units=container.get(Units),
        decide=container.part(DECIDE),
        rules=container.group("rule", Rule),
        offers=container.get(Offers),
        clock=container.get(Clock),
    )
