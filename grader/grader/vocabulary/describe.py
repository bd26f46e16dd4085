"""Values in messages: short, on one line, and never an error of their own."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Mapping, Sequence

from grader.vocabulary.foreign import Foreign, class_names

LONGEST = 200
_LOOKED_AT = 20_000
"""Characters of a text, however long it is."""
_ITEMS = LONGEST // 2
"""Of a container, however many it holds: the rest would be cut."""


def cut(text: str, longest: int = LONGEST) -> str:
    """`text` on one line, at most `longest` characters long, without what cannot be printed."""
    line = "".join(filter(str.isprintable, " ".join(text[:_LOOKED_AT].split())))
    fits = len(line) <= longest and len(text) <= _LOOKED_AT
    return line if fits else line[: longest - 1] + "…"


def full(value: object) -> str:
    """The value's own repr, cut; its type's name when the repr fails."""
    if isinstance(value, Foreign):
        return cut(value.__told__("full"))
    try:
        text = repr(value)
        # A learner's class may return a string of its own kind; only the builtin one is trusted to behave.
        return cut(text) if type(text) is str else _nameless(value)
    except Exception:  # a learner's __repr__ may raise anything
        return _nameless(value)


def short(value: object) -> str:
    """Like `full`, but records show their first field only and functions their name."""
    try:
        return cut(_short(value))
    except Exception:  # as above
        return _nameless(value)


def pair(one: object, other: object) -> tuple[str, str]:
    """Both values in short, unless that would make two values look alike."""
    texts = short(one), short(other)
    return texts if texts[0] != texts[1] else (full(one), full(other))


def arguments(args: Sequence[object], kwargs: Mapping[str, object]) -> str:
    """The arguments of a call as a learner would write them."""
    parts = [short(value) for value in args] + [f"{name}={short(value)}" for name, value in kwargs.items()]
    return cut(", ".join(parts))


def call(function: Callable[..., object], told: str) -> str:
    """The call with these arguments, between backticks."""
    return f"`{_name(function)}({told})`"


def raised(error: BaseException) -> str:
    """An exception's type and message."""
    try:
        message = str(error)
    except Exception:  # as above
        message = ""
    name = class_names(error)[0]
    return cut(f"{name}: {message}" if message else name)


def type_name(value: object) -> str:
    """The name of the value's class."""
    return cut(value.__type_name__() if isinstance(value, Foreign) else type(value).__name__)


def _nameless(value: object) -> str:
    return f"<{type_name(value)} object>"


def _name(function: object) -> str:
    name = getattr(function, "__name__", None)
    return cut(name) if type(name) is str else full(function)


def _short(value: object) -> str:
    if isinstance(value, Foreign):
        return cut(value.__told__("short"))
    if type(value) is list:
        return f"[{', '.join(map(_short, value[:_ITEMS]))}]"
    if type(value) is tuple:
        return f"({', '.join(map(_short, value[:_ITEMS]))}{',' if len(value) == 1 else ''})"
    if type(value) is dict:
        items = itertools.islice(value.items(), _ITEMS)
        return f"{{{', '.join(f'{_short(key)}: {_short(held)}' for key, held in items)}}}"
    if isinstance(value, type) or (callable(value) and hasattr(value, "__name__")):
        return _name(value)
    if dataclasses.is_dataclass(value):
        return _record(value)
    return full(value)


def _record(value: object) -> str:
    """A record of more than three fields by its first one, unless its class has a repr written by hand."""
    names = [field.name for field in dataclasses.fields(value) if field.repr]  # type: ignore[arg-type]
    text = full(value)
    if len(names) <= 3 or not text.startswith(f"{type(value).__qualname__}({names[0]}="):
        return text
    return f"{type(value).__name__}({names[0]}={_short(getattr(value, names[0]))}, …)"
