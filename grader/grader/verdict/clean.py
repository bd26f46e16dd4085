"""A second run, in which no hidden test has spoken to the learner's code: what it says there, it may say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.notebooks import syntax
from grader.notebooks.cells import Cell
from grader.verdict import messages
from grader.worker.records import Run, Source


def without_hidden(
    run: Run, sources: Sequence[Source], described: Sequence[Cell], again: Callable[[list[Source]], Run]
) -> Run:
    """`run`, where no cell that speaks in the learner's words comes after a hidden test; else `run` with
    those cells as they are when they are run `again` without hidden tests.

    Only the learner's cells and the tests in question are run, so that it costs little.
    """
    by_index = {cell.index: cell for cell in described}
    hidden = [cell.index for cell in described if cell.is_hidden]
    telling = {
        ran.index
        for ran in run.cells
        if hidden
        and ran.index > hidden[0]
        and ran.index not in hidden
        and not messages.is_in_our_words(by_index[ran.index], ran)
    }
    if not telling:
        return run
    told = again(_wanted(telling, [source for source in sources if source.index not in hidden]))
    return Run(tuple(told.cell(ran.index) or ran for ran in run.cells))


def _wanted(telling: set[int], sources: Sequence[Source]) -> list[Source]:
    """The learner's cells up to the last one of those telling, the tests among these, and other tests that
    make names for them."""
    wanted, used = list[Source](), frozenset[str]()
    for source in reversed(sources):
        if source.index > max(telling):
            continue
        if not source.is_test:
            wanted.append(source)
            continue
        words = syntax.words(source.code)
        if source.index in telling or words.made & used:
            wanted.append(source)
            used = (used - words.made) | words.used
    return wanted[::-1]
