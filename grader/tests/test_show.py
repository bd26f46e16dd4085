"""`show`: the app's code in a lesson."""

from __future__ import annotations

import inspect

import pytest

from grader import show
from university.domain import timetable, waitlist
from university.domain.enrolment import decide


def test_a_function_is_shown_under_its_files_name() -> None:
    shown = show("university.domain.enrolment:decide")
    first, _, rest = repr(shown).partition("\n")
    assert first == "# reference_app/university/domain/enrolment.py"
    assert rest == inspect.getsource(decide).strip()


def test_markdown_says_what_the_text_says() -> None:
    shown = show("university.domain.waitlist")
    assert shown._repr_markdown_() == f"```python\n{shown!r}\n```"
    assert inspect.getsource(waitlist).strip() in repr(shown)


def test_a_method_is_shown_without_the_classes_indentation() -> None:
    assert show("university.domain.timetable:Meeting.overlaps").source.startswith("def overlaps(")
    assert show("university.domain.timetable:Meeting").source.startswith("@dataclass")
    assert (
        str(timetable.Meeting.overlaps.__doc__) in show("university.domain.timetable:Meeting.overlaps").source
    )


@pytest.mark.parametrize("name", ["university.nowhere", "university.domain.waitlist:nobody"])
def test_what_is_not_there_is_named(name: str) -> None:
    with pytest.raises(LookupError, match="There is no"):
        show(name)


def test_a_value_has_no_source() -> None:
    with pytest.raises(TypeError, match="show a module, a class or a function"):
        show("university.domain.rules.credit_limit:LIMIT")
