"""Small helpers of the templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app

from university.domain.access import PERMISSIONS, Action
from university.domain.identity import User
from university.domain.requirements import describe
from university.domain.terms import Term
from university.entrypoints.site.feature import NavigationEntry
from university.entrypoints.site.who import current_user

HUES = 12


def hue(code: str) -> str:
    """The style class of a department's colour: the same one everywhere, for `BIO` as for `BIO-201`."""
    # Letters weighted by position: so even a short list of codes spreads over the colours.
    return f"hue-{sum(place * ord(letter) for place, letter in enumerate(code.partition('-')[0], 2)) % HUES}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 course`, `2 courses`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def may(user: User | None, action: str) -> bool:
    """Whether the user's roles allow the action at all, as in `user is allowed_to("see reports")`."""
    return user is not None and not user.roles.isdisjoint(PERMISSIONS[Action(action)])


def campus_time(instant: datetime, term: Term) -> str:
    """An instant as clocks on the campus show it: `1 February 2027, 17:00`."""
    local = instant.astimezone(ZoneInfo(term.zone))
    return f"{local.day} {local:%B %Y, %H:%M}"


def day(instant: datetime) -> str:
    """The day of an instant, in UTC: `1 February 2027`."""
    return f"{instant.day} {instant:%B %Y}"


def term_name(code: str) -> str:
    """The name of a term by its code: `2027-spring` is `Spring 2027`."""
    year, dash, season = code.partition("-")
    return f"{season.capitalize()} {year}" if dash else code


def navigate(app: Flask, entries: Iterable[NavigationEntry]) -> None:
    """Tell every page of `app` who is asking, and which of the links at the top are for them."""
    ordered = sorted(entries, key=lambda entry: (entry.order, entry.label))

    @app.context_processor
    def visitor() -> dict[str, Any]:
        user, demonstration = current_user(), app.config["DEMONSTRATION"]
        links = [entry for entry in ordered if entry.is_for(user, demonstration=demonstration)]
        return {"user": user, "navigation": links}


def has_page(endpoint: str) -> bool:
    """Whether this site has the page: what a later chapter brings is linked to from where it is."""
    return endpoint in current_app.view_functions


def add_helpers(app: Flask) -> None:
    """Make the helpers known to every template of `app`."""
    app.jinja_env.globals["has_page"] = has_page
    app.add_template_test(may, "allowed_to")
    app.add_template_filter(hue)
    app.add_template_filter(counted)
    app.add_template_filter(campus_time)
    app.add_template_filter(describe)
    app.add_template_filter(day)
    app.add_template_filter(term_name)
