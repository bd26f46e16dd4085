"""Several workers on one class: who is idle takes the next submission, who breaks down is replaced."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from nbformat import NotebookNode

from grader.instructor import papers
from grader.instructor.papers import Paper
from grader.instructor.submissions import Submission
from grader.paths import Paths

if TYPE_CHECKING:
    from grader.worker import Worker


def graded(
    waiting: Sequence[Submission], sources: Mapping[str, NotebookNode], paths: Paths, jobs: int
) -> Iterator[tuple[Submission, list[Paper]]]:
    """Each submission with its papers, as they are done."""
    from grader.worker import Worker

    if not waiting:
        return
    with ExitStack() as stack:
        idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        count = min(jobs, len(waiting))

        def hire() -> Worker:
            return stack.enter_context(Worker.private(paths))

        for _ in range(count):
            idle.put(hire())
        threads = stack.enter_context(_threads(count))
        futures: dict[Future[list[Paper]], Submission] = {
            threads.submit(_with_idle, idle, hire, submission, sources): submission for submission in waiting
        }
        for future in as_completed(futures):
            yield futures.pop(future), future.result()


def _with_idle(
    idle: queue.SimpleQueue[Worker],
    hire: Callable[[], Worker],
    submission: Submission,
    sources: Mapping[str, NotebookNode],
) -> list[Paper]:
    """Grade with an idle worker; one that breaks down is replaced, and the submission tried once more."""
    worker = idle.get()
    try:
        return papers.grade(submission, sources, worker)
    except papers.WorkerLost:
        worker = hire()
        try:
            return papers.grade(submission, sources, worker)
        except papers.WorkerLost as error:
            worker = hire()
            return papers.ungraded(submission, sources, str(error))
    finally:
        idle.put(worker)


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
