"""What the words of test cells say of an exception that a learner's app met."""

from __future__ import annotations

from grader.vocabulary import describe
from grader.vocabulary.foreign import ForeignError, class_names
from grader.vocabulary.reach import Reached


def last_of(site: Reached) -> ForeignError | None:
    """The last exception that the app met since anybody asked."""
    met = site.errors()
    return met[-1] if met else None


def is_stub(error: BaseException | None) -> bool:
    """Whether the task is not started."""
    return error is not None and "NotImplementedError" in class_names(error)


def because_of(error: BaseException | None) -> str:
    """The end of a clause; empty without an exception."""
    return "" if error is None else f" because of {describe.raised(error)}"
