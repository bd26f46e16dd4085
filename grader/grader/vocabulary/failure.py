"""What a test cell says when an answer is wrong."""

from __future__ import annotations

import re
from typing import TypedDict

from grader.vocabulary.foreign import class_names, place

NOT_STARTED = "This task is not started: the stub still raises NotImplementedError."


class FailureFields(TypedDict):
    """A failure as plain data, for crossing a process boundary."""

    call: str
    returned: str
    expected: str
    because: str
    kind: str
    error: str
    place: str


class Unreadable(ValueError):
    """The answer is a text in another language, which cannot read it: that language's own words are all there
    is to say, since no test has learned anything of the answer."""


class Failure(AssertionError):
    """A wrong answer: what was called, what came back, what was expected, and the likely misconception.

    `returned` is a clause such as "returned `None`" or "raised KeyError: 'x'"; `expected` such as "`4`".
    `kind` names the kind of input in words that give no value away. Its cause, if any, is the exception that
    the answer raised.
    """

    def __init__(
        self, call: str, returned: str, expected: str, because: str = "", kind: str = "another input"
    ) -> None:
        super().__init__(call, returned, expected, because, kind)
        self.call = call
        self.returned = returned
        self.expected = expected
        self.because = because
        self.kind = kind

    def __str__(self) -> str:
        return sentence(self.fields())

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: the sentence alone."""
        return [f"✗ {self}"]

    def concealed(self) -> str:
        """The text of a hidden test: the kind of input and the misconception, without any value."""
        return concealed(self.fields())

    def fields(self) -> FailureFields:
        """What there is to say, as plain data."""
        cause = self.__cause__
        return FailureFields(
            call=self.call,
            returned=self.returned,
            expected=self.expected,
            because=self.because,
            kind=self.kind,
            error="" if cause is None else class_names(cause)[0],
            place="" if cause is None else place(cause),
        )


class NotStarted(Failure):
    """The stub is still in place."""

    def __init__(self, call: str, kind: str) -> None:
        super().__init__(call, "raised NotImplementedError", "an answer", NOT_STARTED, kind)


def sentence(fields: FailureFields) -> str:
    """The full text of a failure, for a visible test or an instructor: what happened, then the hint."""
    if fields["because"] == NOT_STARTED:
        return NOT_STARTED
    if fields["error"] == Unreadable.__name__:
        return _unread(fields)
    told = f"{fields['call']} {fields['returned']}; expected {fields['expected']}."
    return " ".join(filter(None, [told, _origin(fields), fields["because"]]))


def concealed(fields: FailureFields, *, tells_errors: bool = False) -> str:
    """The text of a failure in a hidden test; what the answer raised only where the learner may know it."""
    if fields["because"] == NOT_STARTED:
        return NOT_STARTED
    hint = fields["because"] or "the answer is wrong."
    if not (tells_errors and fields["error"]):
        return f"For {fields['kind']}: {hint}"
    if fields["error"] == Unreadable.__name__:
        return _unread(fields)
    raised = f"For {fields['kind']}: {_called(fields['call'])} raised {fields['error']}."
    return " ".join(filter(None, [raised, _origin(fields), f"What the test asks about: {hint}"]))


def _called(call: str) -> str:
    """Of a call its first word, a function or a request's method: the rest are values."""
    word, mark, _ = re.split(r"([ (]|$)", call.strip("`"), maxsplit=1)
    return f"`{word}(…)`" if mark == "(" else f"`{word} …`"


def _unread(fields: FailureFields) -> str:
    return fields["returned"].removeprefix(f"raised {Unreadable.__name__}: ")


def _origin(fields: FailureFields) -> str:
    return f"It came from {fields['place']}." if fields["place"] else ""
