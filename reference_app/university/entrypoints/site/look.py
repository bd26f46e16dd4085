"""Small helpers of the templates."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Flask

from university.domain.requirements import describe
from university.domain.terms import Term

HUES = 12


def hue(code: str) -> str:
    """The style class of a department's colour: the same one everywhere, for `BIO` as for `BIO-201`."""
    # Letters weighted by position: so even a short list of codes spreads over the colours.
    return f"hue-{sum(place * ord(letter) for place, letter in enumerate(code.partition('-')[0], 2)) % HUES}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 course`, `2 courses`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def campus_time(instant: datetime, term: Term) -> str:
    """An instant as clocks on the campus show it: `1 February 2027, 17:00`."""
    local = instant.astimezone(ZoneInfo(term.zone))
    return f"{local.day} {local:%B %Y, %H:%M}"


def add_helpers(app: Flask) -> None:
    """Make the helpers known to every template of `app`."""
    app.add_template_filter(hue)
    app.add_template_filter(counted)
    app.add_template_filter(campus_time)
    app.add_template_filter(describe)
