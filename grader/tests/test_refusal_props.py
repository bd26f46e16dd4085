"""What a refusal says is told by the word that it names, so that a test can ask for it as plain data."""

from __future__ import annotations

import pytest

from grader.props.refusals import refusal


def refuse(*words: str) -> None:
    raise ValueError(*words)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("DESK_DEBUG is 'x': use 1 or 0", "DESK_DEBUG"),
        ("say on or off in desk_debug", "DESK_DEBUG"),
        ("use 1 or 0", "something else"),
        (" \n", "nothing"),
    ],
)
def test_the_word_is_told_where_the_message_names_it(message: str, told: str) -> None:
    assert refusal(refuse, message, word="DESK_DEBUG") == told


def test_without_a_word_any_message_will_do_and_none_will_not() -> None:
    assert refusal(refuse, "use 127.0.0.1") == "a message"
    assert refusal(refuse) == "nothing"


def test_a_call_that_ends_well_is_no_refusal() -> None:
    assert refusal(str, "anything", word="anything") == "no refusal"


def test_an_exception_that_is_no_value_error_passes_through() -> None:
    with pytest.raises(KeyError):
        refusal({}.__getitem__, "DESK_DEBUG", word="DESK_DEBUG")
