"""Parts of what a learner's function returns: one line of a list, the keys of a dict in their order."""

from __future__ import annotations

from collections.abc import Callable


def line_of(lines: Callable[[], object], number: int) -> object:
    """The text below example `number`, counted from 1, of those that `lines()` returns.

    Raises TypeError when it returns no list, and ValueError when its list has no such line.
    """
    found = lines()
    if not isinstance(found, list):
        raise TypeError(f"{type(found).__name__} returned, a list of strings is needed")
    if len(found) < number:
        raise ValueError(f"the list ends after {len(found)} lines")
    line: object = found[number - 1]
    return line


def keys_of(function: Callable[..., object], *args: object, **kwargs: object) -> list[object]:
    """The keys of the dict that the call returns, in their order; raises TypeError for no dict."""
    found = function(*args, **kwargs)
    if not isinstance(found, dict):
        raise TypeError(f"{type(found).__name__} returned, a dict is needed")
    return list(found)
