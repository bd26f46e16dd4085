"""Code on a feedback page."""

from __future__ import annotations

import pytest
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from grader.instructor import feedback

ANSWER = 'def tells(x: int) -> str:\n    """In words."""\n    return f"{x!r} <b>"  # "0x1\n'


@pytest.mark.parametrize("source", [ANSWER, ANSWER * 100], ids=["remembered", "too long for that"])
def test_code_is_set_as_pygments_sets_it_however_often(source: str) -> None:
    expected = highlight(source, PythonLexer(), HtmlFormatter(cssclass="source"))
    boxed = expected.replace('class="source"', 'class="source" tabindex="0"', 1)

    assert [feedback.highlighted(source) for _ in range(3)] == [boxed] * 3


def test_what_one_person_wrote_does_not_fill_the_memory() -> None:
    feedback.remembered.cache_clear()
    feedback.highlighted(ANSWER * 1000)
    assert feedback.remembered.cache_info().currsize == 0
    feedback.highlighted(ANSWER)
    feedback.highlighted(ANSWER)
    assert (feedback.remembered.cache_info().currsize, feedback.remembered.cache_info().hits) == (1, 1)
