"""What a test cell says when an answer is wrong."""

from __future__ import annotations

from typing import TypedDict

from grader.vocabulary.foreign import place

NOT_STARTED = "This task is not started: the stub still raises NotImplementedError."


class Fields(TypedDict):
    """A failure as plain data, for crossing a process boundary."""

    call: str
    returned: str
    expected: str
    because: str
    kind: str


class Failure(AssertionError):
    """A wrong answer: what was called, what came back, what was expected, and the likely misconception.

    `returned` is a clause such as "returned `None`" or "raised KeyError: 'x'"; `expected` such as "`4`".
    `kind` names the kind of input in words that give no value away.
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
        """What IPython shows: the sentence and, where one raised, the learner's own line."""
        lines = [f"✗ {self}"]
        where = "" if self.__cause__ is None else place(self.__cause__)
        if where:
            lines.append(f"  It was raised in {where}")
        return lines

    def concealed(self) -> str:
        """The text of a hidden test: the kind of input and the misconception, without any value."""
        return concealed(self.fields())

    def fields(self) -> Fields:
        """The five fields as plain data."""
        return Fields(
            call=self.call,
            returned=self.returned,
            expected=self.expected,
            because=self.because,
            kind=self.kind,
        )


class NotStarted(Failure):
    """The stub is still in place."""

    def __init__(self, call: str, kind: str) -> None:
        super().__init__(call, "raised NotImplementedError", "an answer", NOT_STARTED, kind)


def sentence(fields: Fields) -> str:
    """The full text of a failure, for a visible test or an instructor."""
    if fields["because"] == NOT_STARTED:
        return NOT_STARTED
    return (
        f"{fields['call']} {fields['returned']}; expected {fields['expected']}. {fields['because']}".rstrip()
    )


def concealed(fields: Fields) -> str:
    """The text of a failure in a hidden test."""
    if fields["because"] == NOT_STARTED:
        return NOT_STARTED
    return f"For {fields['kind']}: {fields['because'] or 'the answer is wrong.'}"
