"""Several workers on one class: who is idle takes the next notebook, who breaks down is replaced."""

from __future__ import annotations

import queue
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from nbformat import NotebookNode

from grader.instructor import papers
from grader.instructor.papers import Paper
from grader.instructor.submissions import Submission
from grader.paths import Paths

if TYPE_CHECKING:
    from grader.worker import Worker, Workshop


class Pool:
    """So many workers of a workshop, which may still warm up. A context manager: leaving it ends them."""

    def __init__(self, workshop: Workshop, paths: Paths, count: int) -> None:
        self._workshop, self._count, self._solutions = workshop, count, paths.solutions
        self._stack = ExitStack()
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()

    def __enter__(self) -> Self:
        for _ in range(self._count):
            self._idle.put(self._hire())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def graded(
        self, waiting: Sequence[Submission], sources: Mapping[str, NotebookNode]
    ) -> Iterator[tuple[Submission, list[Paper]]]:
        """Each submission with its papers, as they are done.

        Its notebooks are graded side by side, so that the first results come early.
        """
        if not waiting:
            return
        # The later a lesson, the longer its notebooks take; one that begins last is waited for alone.
        later_first = list(sources.items())[::-1]
        threads = self._stack.enter_context(_threads(self._count))
        futures: dict[Future[Paper], Submission] = {
            threads.submit(self._grade, submission, name, source): submission
            for submission in waiting
            for name, source in later_first
        }
        done: defaultdict[Submission, dict[str, Paper]] = defaultdict(dict)
        for future in as_completed(futures):
            submission, paper = futures.pop(future), future.result()
            done[submission][paper.name] = paper
            if len(done[submission]) == len(sources):
                graded = done.pop(submission)
                yield submission, papers.with_hints([graded[name] for name in sources], submission)

    def _hire(self) -> Worker:
        return self._stack.enter_context(self._workshop.hire())

    def _grade(self, submission: Submission, name: str, source: NotebookNode) -> Paper:
        """Grade with an idle worker; one that breaks down is replaced, and the notebook tried once more."""
        solution = self._solutions / submission.assignment / f"{name}.ipynb"
        worker = self._idle.get()
        try:
            return papers.grade(submission, solution, source, worker)
        except papers.WorkerLost:
            worker = self._hire()
            try:
                return papers.grade(submission, solution, source, worker)
            except papers.WorkerLost as error:
                worker = self._hire()
                return papers.ungraded(submission, solution, source, str(error))
        finally:
            self._idle.put(worker)


@contextmanager
def _threads(count: int) -> Iterator[ThreadPoolExecutor]:
    """A pool that forgets what waits when the run is stopped."""
    pool = ThreadPoolExecutor(count, thread_name_prefix="grade")
    try:
        yield pool
    except BaseException:
        # Whoever holds the workers ends them next, which ends what still runs.
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()
