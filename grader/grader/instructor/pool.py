"""Several workers on one class: who is idle takes the next submission, who breaks down is replaced."""

from __future__ import annotations

import queue
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
    from grader.worker import Worker


class Pool:
    """Workers that warm up at once, while whoever hired them still prepares. A context manager.

    They are `isolated` by the kernel, or run notebooks with limits only.
    """

    def __init__(self, paths: Paths, count: int, *, isolated: bool) -> None:
        from grader.worker import Worker

        self._paths, self._count, self._isolated = paths, count, isolated
        self._stack = ExitStack()
        self._worker = Worker
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
        """Each submission with its papers, as they are done."""
        if not waiting:
            return
        threads = self._stack.enter_context(_threads(self._count))
        futures: dict[Future[list[Paper]], Submission] = {
            threads.submit(self._grade, submission, sources): submission for submission in waiting
        }
        for future in as_completed(futures):
            yield futures.pop(future), future.result()

    def _hire(self) -> Worker:
        return self._stack.enter_context(self._worker.private(self._paths, isolated=self._isolated))

    def _grade(self, submission: Submission, sources: Mapping[str, NotebookNode]) -> list[Paper]:
        """Grade with an idle worker; one that breaks down is replaced, and the submission tried once more."""
        worker = self._idle.get()
        try:
            return papers.grade(submission, sources, worker)
        except papers.WorkerLost:
            worker = self._hire()
            try:
                return papers.grade(submission, sources, worker)
            except papers.WorkerLost as error:
                worker = self._hire()
                return papers.ungraded(submission, sources, str(error))
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
