"""Reading Python source in the many threads of `course grade`."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator

import pytest

from grader.notebooks import syntax

LONG = "\n".join(f"x{i} = [a + {i}, {{'k': (b, [{i}, (a, b)])}}]" for i in range(60))


class Loop:
    """Garbage whose end runs Python, so that a thread may be changed while a tree is built."""

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.me = None  # type: ignore[assignment]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns, and garbage is collected, as often as can be."""
    interval, threshold = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(1e-6)
    gc.set_threshold(50)
    yield
    gc.set_threshold(*threshold)
    sys.setswitchinterval(interval)


@pytest.mark.usefixtures("restless")
def test_threads_at_different_depths_read_side_by_side() -> None:
    errors: list[Exception] = []

    def read(depth: int) -> None:
        if depth:
            return read(depth - 1)
        try:
            for _ in range(12):
                assert len([Loop() for _ in range(20)]) == 20
                assert len(syntax.tree(LONG).body) == 60
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=read, args=(7 * i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_source_that_is_no_python_is_an_error() -> None:
    with pytest.raises(SyntaxError):
        syntax.tree("def f(:")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("# nothing\n", syntax.Words(frozenset(), frozenset(), frozenset(), is_empty=True)),
        (
            "import a.b, c as d\nfrom e import f as g\nx, y.z = h('one two', *[i for i in 'j'])",
            syntax.Words(
                frozenset({"a", "d", "g", "x", "i"}),
                frozenset({"h", "i", "y"}),
                frozenset({"one two", "j"}),
                is_empty=False,
            ),
        ),
        (
            "def f(a):\n    b = a\nclass C:\n    d: int = 1\ndel c",
            syntax.Words(
                frozenset({"f", "b", "C", "d"}), frozenset({"a", "int"}), frozenset(), is_empty=False
            ),
        ),
    ],
)
def test_words_of_a_cell(source: str, words: syntax.Words) -> None:
    assert syntax.words(source) == words
