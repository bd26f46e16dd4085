"""From the text of an address to values, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from university.application.catalogue import CourseQuery
from university.domain.errors import InvalidValue


def read_course_query(args: Mapping[str, str]) -> CourseQuery:
    """The search that an address asks for; an empty field filters nothing. Raises InvalidValue."""
    page = whole_number(args, "page")
    return CourseQuery(
        text=clean(args.get("q", "")),
        department=clean(args.get("department", "")).upper() or None,
        credits=whole_number(args, "credits"),
        page=1 if page is None else page,
    )


def filters(query: CourseQuery) -> dict[str, str | int]:
    """What every link of a result list repeats, so that the next page belongs to the same search."""
    given = {"q": query.text, "department": query.department, "credits": query.credits}
    return {name: value for name, value in given.items() if value not in ("", None)}


def clean(text: str) -> str:
    """One line of text: control characters (a null byte is one) become spaces, and the ends are trimmed."""
    return re.sub(r"[\x00-\x1f\x7f]", " ", text).strip()


def upper_case(endpoint: str, name: str, value: str) -> Response | None:
    """A redirect to the address in capitals, or None when it is written so already.

    308 and not 301: both are permanent, but after a 301 a client may turn a POST into a GET.
    """
    capitals: dict[str, Any] = {name: value.upper()}
    return None if value == capitals[name] else redirect(url_for(endpoint, **capitals), 308)


def whole_number(args: Mapping[str, str], name: str) -> int | None:
    """The whole number in a field, or None where it is empty. Raises InvalidValue."""
    text = clean(args.get(name, ""))
    if not text:
        return None
    # int() also takes "1_0", "٣" and a million digits; an address takes plain, short numbers.
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        shown = text if len(text) <= 20 else f"{text[:20]}…"
        raise InvalidValue(
            f"“{shown}” is not a number for “{name}”.", remedy="Use digits only, or leave it empty."
        )
    return int(text)
