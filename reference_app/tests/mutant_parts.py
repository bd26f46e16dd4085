"""Faulty parts for the slots of the app: slips that people make, each with what is wrong in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any, NamedTuple

from small_campus import NOW

from university.adapters.clock import FixedClock
from university.domain.enrolment import Decision, Refusal, Status, decide
from university.domain.grading import POINTS, gpa
from university.domain.holds import Service, blocking
from university.domain.record import best_attempt
from university.domain.requirements import AllOf, AnyOf, courses_in
from university.domain.rules.add_window import add_window
from university.domain.rules.corequisites import corequisites
from university.domain.rules.credit_limit import LIMIT, credit_limit
from university.domain.rules.duplicate import duplicate
from university.domain.rules.prerequisites import prerequisites
from university.domain.waitlist import next_in_line


class Mutant(NamedTuple):
    """A faulty part: where it goes, what is wrong with it, the day that notices it, and itself."""

    slot: str
    fault: str
    day: str
    part: Callable[..., Any]


def refuse(code: str, condition: bool) -> Refusal | None:
    return Refusal(code, "") if condition else None


def always_met(_: object) -> None:
    return None


def flat(requirement: object, met: Callable[[list[bool]], bool], record: Any) -> bool:
    """A tree taken for a list of courses."""
    return met([record.has_passed(course) for course in courses_in(requirement)])  # type: ignore[arg-type]


def clash(request: Any, meets: Callable[[Any, Any], bool]) -> Refusal | None:
    pairs = [(a, b) for held in request.timetable for a in request.section.meetings for b in held.meetings]
    return refuse("time.conflict", any(meets(a, b) for a, b in pairs))


def first_reason_only(request: Any, rules: Any) -> Decision:
    decision = decide(request, rules)
    return Decision(None, decision.refusals[:1]) if decision.refusals else decision


def seats_only(request: Any, rules: Any, *, seat: bool) -> Decision:
    """A decision with its own idea of when there is a seat."""
    decision = decide(request, rules)
    if decision.refusals and decision.refusals[0].code != "section.full":
        return decision
    return Decision(Status.ENROLLED if seat else Status.WAITLISTED)


def average(grades: Any, skip: Callable[[str], bool], round_: str | None = None) -> Decimal | None:
    counting = [(POINTS.get(grade, Decimal(0)), credits) for grade, credits in grades if not skip(grade)]
    weight = sum(credits for _, credits in counting)
    if not weight:
        return None
    exact = sum((points * credits for points, credits in counting), Decimal(0)) / weight
    return exact.quantize(Decimal("0.01"), round_)


def unweighted(grades: Any) -> Decimal | None:
    return gpa((grade, 1) for grade, _ in grades)


RULES, WINDOW, LINE, RECORDS = "rules", "window", "line", "records"

MUTANTS = (
    Mutant("rule.prerequisites", "nothing is required", RULES, always_met),
    Mutant(
        "rule.prerequisites",
        "a minimum grade is not looked at",
        RULES,
        lambda r: (
            refuse("prerequisites.missing", not flat(r.course.prerequisites, all, r.record))
            if isinstance(r.course.prerequisites, AllOf)
            else prerequisites(r)
        ),
    ),
    Mutant(
        "rule.prerequisites",
        "an OR is taken for an AND",
        RULES,
        lambda r: (
            refuse("prerequisites.missing", not flat(r.course.prerequisites, all, r.record))
            if isinstance(r.course.prerequisites, AnyOf)
            else prerequisites(r)
        ),
    ),
    Mutant(
        "rule.prerequisites",
        "an AND is taken for an OR",
        RULES,
        lambda r: (
            refuse("prerequisites.missing", not flat(r.course.prerequisites, any, r.record))
            if isinstance(r.course.prerequisites, AllOf) and r.course.prerequisites.parts
            else prerequisites(r)
        ),
    ),
    Mutant("rule.corequisites", "courses are never taken together", RULES, always_met),
    Mutant(
        "rule.corequisites",
        "only what is completed counts, not the timetable",
        RULES,
        lambda r: corequisites(replace(r, timetable=())),
    ),
    Mutant("rule.duplicate", "the same course may be taken twice", RULES, always_met),
    Mutant(
        "rule.duplicate",
        "only the same section is a duplicate",
        RULES,
        lambda r: duplicate(r) if r.section in r.timetable else None,
    ),
    Mutant(
        "rule.duplicate", "a place in line is no place", LINE, lambda r: duplicate(replace(r, waitlists=()))
    ),
    Mutant("rule.time_conflict", "no meeting ever clashes", RULES, always_met),
    Mutant(
        "rule.time_conflict",
        "meetings are closed intervals",
        RULES,
        lambda r: clash(r, lambda a, b: a.day == b.day and a.start <= b.end and b.start <= a.end),
    ),
    Mutant(
        "rule.time_conflict",
        "the day is forgotten",
        RULES,
        lambda r: clash(r, lambda a, b: a.start < b.end and b.start < a.end),
    ),
    Mutant(
        "rule.time_conflict",
        "only the wish's start is looked at",
        RULES,
        lambda r: clash(r, lambda a, b: a.day == b.day and b.start <= a.start < b.end),
    ),
    Mutant(
        "rule.credit_limit",
        "the limit itself is refused",
        RULES,
        lambda r: refuse("credits.exceeded", r.registered_credits + r.course.credits >= LIMIT),
    ),
    Mutant(
        "rule.credit_limit",
        "the course that is asked for is not counted",
        RULES,
        lambda r: refuse("credits.exceeded", r.registered_credits > LIMIT),
    ),
    Mutant(
        "rule.credit_limit",
        "the wish counts twice",
        RULES,
        lambda r: credit_limit(replace(r, registered_credits=r.registered_credits + r.course.credits)),
    ),
    Mutant("rule.holds", "holds are not looked at", RULES, always_met),
    Mutant(
        "rule.holds",
        "a hold stands for ever",
        RULES,
        lambda r: refuse(
            "hold.standing",
            bool(blocking([replace(hold, released_at=None) for hold in r.holds], Service.ENROLMENT)),
        ),
    ),
    Mutant(
        "rule.holds",
        "every hold stands against everything",
        RULES,
        lambda r: refuse("hold.standing", any(hold.released_at is None for hold in r.holds)),
    ),
    Mutant("rule.add_window", "the window never closes", WINDOW, always_met),
    Mutant(
        "rule.add_window",
        "the closing instant still counts",
        WINDOW,
        lambda r: add_window(replace(r, now=r.now - timedelta(microseconds=1))),
    ),
    Mutant(
        "rule.add_window",
        "only the closing is looked at",
        WINDOW,
        lambda r: refuse("deadline.passed", r.now >= r.term.instant(r.term.add.closes)),
    ),
    Mutant(
        "rule.add_window",
        "local time is taken for UTC",
        "summer",
        lambda r: refuse("deadline.passed", r.now >= r.term.add.closes.replace(tzinfo=UTC)),
    ),
    Mutant("enrolment.decide", "no rule is asked", RULES, lambda r, rules: decide(r, ())),
    Mutant("enrolment.decide", "only the first reason is told", RULES, first_reason_only),
    Mutant("enrolment.decide", "everybody waits", RULES, lambda r, rules: seats_only(r, rules, seat=False)),
    Mutant(
        "enrolment.decide",
        "who comes to a full section is refused, the waitlist forgotten",
        LINE,
        lambda r, rules: (
            Decision(None, (Refusal("section.full", ""),))
            if decide(r, rules).status is Status.WAITLISTED
            else decide(r, rules)
        ),
    ),
    Mutant("waitlist.next_in_line", "nobody is offered the seat", LINE, lambda waiting, can_take: None),
    Mutant(
        "waitlist.next_in_line",
        "nobody is asked whether they can come",
        LINE,
        lambda waiting, can_take: min(waiting, key=lambda one: one.since, default=None),
    ),
    Mutant(
        "waitlist.next_in_line",
        "the shortest wait comes first",
        LINE,
        lambda waiting, can_take: max(
            (one for one in waiting if can_take(one.student)), key=lambda one: one.since, default=None
        ),
    ),
    Mutant(
        "waitlist.next_in_line",
        "who is first in line and cannot come blocks the others",
        LINE,
        lambda waiting, can_take: next_in_line(sorted(waiting, key=lambda one: one.since)[:1], can_take),
    ),
    Mutant("clock", "the clock is a month late", WINDOW, lambda: FixedClock(NOW - timedelta(days=30))),
    Mutant("clock", "the clock stands still", WINDOW, lambda: FixedClock(NOW)),
    Mutant("grading.gpa", "credits have no weight", RECORDS, unweighted),
    Mutant(
        "grading.gpa",
        "averages are cut, not rounded",
        RECORDS,
        lambda grades: average(grades, lambda grade: grade not in POINTS, ROUND_DOWN),
    ),
    Mutant(
        "grading.gpa",
        "what carries no points counts as zero",
        RECORDS,
        lambda grades: average(grades, lambda grade: False),
    ),
    Mutant(
        "grading.gpa",
        "an F is left out",
        RECORDS,
        lambda grades: average(grades, lambda grade: grade not in POINTS or grade == "F"),
    ),
    Mutant("grading.gpa", "no grades make a zero", RECORDS, lambda grades: gpa(grades) or Decimal("0.00")),
    Mutant("grading.repeats", "every attempt counts", RECORDS, list),
    Mutant(
        "grading.repeats",
        "the first attempt counts",
        RECORDS,
        lambda results: list({one.course: one for one in reversed(list(results))}.values()),
    ),
    Mutant(
        "grading.repeats",
        "what was repeated does not count at all",
        RECORDS,
        lambda results: [
            one for one in best_attempt(results) if [r.course for r in results].count(one.course) == 1
        ],
    ),
)
