"""Small helpers of the templates."""

from __future__ import annotations

from zlib import crc32

from flask import Flask

HUES = 8


def hue(code: str) -> str:
    """The style class of a department's colour: the same one everywhere, for `BIO` as for `BIO-201`."""
    return f"hue-{crc32(code.partition('-')[0].encode()) % HUES}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 course`, `2 courses`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def add_helpers(app: Flask) -> None:
    """Make the helpers known to every template of `app`."""
    app.add_template_filter(hue)
    app.add_template_filter(counted)
