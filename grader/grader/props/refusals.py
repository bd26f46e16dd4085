"""What a learner's function says when it refuses."""

from __future__ import annotations

from collections.abc import Callable


def refusal(function: Callable[..., object], *args: object, word: str = "") -> str:
    """How the message of the ValueError that the call raises speaks of a word.

    That is `word` itself where it is named (in capitals or not), "nothing" where the message is empty, and
    "something else"; without a word, "a message". A call that ends well gives "no refusal", and any other
    exception passes through.
    """
    try:
        function(*args)
    except ValueError as error:
        message = str(error).strip()
    else:
        return "no refusal"
    if not message:
        return "nothing"
    if not word:
        return "a message"
    return word if word.casefold() in message.casefold() else "something else"
