"""Lines of a course list and the function that reads one, for tasks about exceptions."""

from __future__ import annotations

from collections.abc import Callable

Parse = Callable[[str], tuple[str, int]]


class BadLine(ValueError):
    """A line that its author has to mend; the message says what is wrong with it."""


def parse(line: str) -> tuple[str, int]:
    """`BIO-201; 3` as `("BIO-201", 3)`. Raises BadLine for a line that is no course."""
    code, separator, credits = (part.strip() for part in line.partition(";"))
    if not separator:
        raise BadLine("there is no semicolon")
    try:
        return code, int(credits)
    except ValueError as error:
        raise BadLine(f"{credits!r} is no number of credits") from error


def faulty(mistake: str) -> Parse:
    """A `parse` that its programmer has to mend: at the course `BIO-210` it raises an exception of this name.

    Raises KeyError for an exception that it does not know.
    """
    error = {"KeyError": KeyError, "TypeError": TypeError, "ValueError": ValueError}[mistake]

    def parse_badly(line: str) -> tuple[str, int]:
        if line.startswith("BIO-210"):
            raise error("a slip in parse itself")
        return parse(line)

    return parse_badly
