"""How to have notebooks run: by the shared daemon, by a private process, or here in the warm process."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from grader.errors import CourseError
from grader.paths import Paths
from grader.worker import daemon
from grader.worker.channel import Channel

if TYPE_CHECKING:
    from grader.worker.judge.process import Judge
    from grader.worker.records import Limits, Run, Source
    from grader.worker.student.nursery import Nursery


class Worker(ABC):
    """Runs cells in forks of a warm process. A context manager: leaving it lets go of the worker."""

    @classmethod
    def shared(cls, paths: Paths, *, first: Callable[[], Sequence[Path]] = tuple) -> Remote:
        """The daemon of this checkout; started when it is not there or its code has changed, for the
        notebooks `first` (see grader.worker.daemon.connect). Raises CourseError when it cannot be started,
        and what `first` raises.
        """

        def connected() -> Channel:
            return Channel(daemon.connect(paths, first))

        return Remote(connected(), again=connected)

    @classmethod
    @contextmanager
    def private(cls, paths: Paths, *, isolated: bool = False) -> Iterator[Worker]:
        """The only worker of a `Workshop` of one's own."""
        from grader.worker.workshop import Workshop

        with Workshop(paths, isolated=isolated) as workshop, workshop.hire() as worker:
            yield worker

    @abstractmethod
    def run(
        self,
        sources: Sequence[Source],
        *,
        folder: Path,
        limits: Limits | None = None,
        absent: Sequence[str] = (),
    ) -> Run:
        """Run the cells in order: the learner's in one fresh process, in a scratch copy of the files in
        `folder`, test cells in a judge's process.

        `absent` names parts, `module` or `module:attribute`, that the learner's process must do without. A
        cell's error does not stop the next cell. Raises CourseError when the worker itself is broken.
        """

    @abstractmethod
    def call(self, function: str, **arguments: Any) -> Any:
        """Call `module:function` as function(worker, **arguments) inside the warm process, where everything
        is imported already; arguments and result are JSON data. CourseError raised there is raised here.
        """

    def close(self) -> None:  # noqa: B027 (the warm process has nothing to let go of)
        """Let go of the worker; one of a workshop ends."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class Local(Worker):
    """The warm process itself; what `call` hands to the function. `asker` is the socket of who waits."""

    def __init__(self, judge: Judge, nursery: Nursery, asker: int | None) -> None:
        self._judge, self._nursery, self._asker = judge, nursery, asker

    def run(
        self,
        sources: Sequence[Source],
        *,
        folder: Path,
        limits: Limits | None = None,
        absent: Sequence[str] = (),
    ) -> Run:
        """See Worker."""
        from grader.worker import supervise  # only the warm process has IPython loaded
        from grader.worker.records import Limits

        return supervise.run(
            self._judge, self._nursery, sources, folder, limits or Limits(), absent, self._asker
        )

    def call(self, function: str, **arguments: Any) -> Any:
        """See Worker."""
        raise NotImplementedError("the warm process calls its functions directly")


class Remote(Worker):
    """A warm process at the other end of a socket."""

    def __init__(
        self,
        channel: Channel,
        *,
        again: Callable[[], Channel] | None = None,
    ) -> None:
        """`again` connects anew, where somebody else may have ended the process."""
        self._channel, self._again = channel, again

    def run(
        self,
        sources: Sequence[Source],
        *,
        folder: Path,
        limits: Limits | None = None,
        absent: Sequence[str] = (),
    ) -> Run:
        """See Worker."""
        from grader.worker.records import Limits, Run, cell_from, to_data  # not for who only calls

        answered = self._asked(
            op="run",
            sources=[to_data(source) for source in sources],
            folder=str(folder.resolve()),
            limits=to_data(limits or Limits()),
            absent=list(absent),
        )
        return Run(tuple(map(cell_from, answered()["cells"])))

    def call(self, function: str, **arguments: Any) -> Any:
        """See Worker."""
        return self.asked(function, **arguments)()

    def asked(self, function: str, **arguments: Any) -> Callable[[], Any]:
        """Ask as `call` does, and do not wait: what this returns waits for the answer, and gives it."""
        answered = self._asked(op="call", function=function, arguments=arguments)
        return lambda: answered()["result"]

    def close(self) -> None:
        """See Worker."""
        self._channel.close()

    def _asked(self, **request: Any) -> Callable[[], dict[str, Any]]:
        is_sent = self._is_sent(request)
        return lambda: _understood(self._received(request, is_sent))

    def _received(self, request: dict[str, Any], is_sent: bool) -> dict[str, Any] | None:
        """The answer, or None when the other end has gone."""
        answer = self._heard() if is_sent else None
        if answer is None and self._again is not None:
            # The daemon may have left, idle or ended, between our connecting and our asking: one more try.
            self._channel.close()
            self._channel = self._again()
            answer = self._heard() if self._is_sent(request) else None
        return answer

    def _is_sent(self, request: dict[str, Any]) -> bool:
        try:
            self._channel.send(request)
        except ConnectionError:
            return False
        return True

    def _heard(self) -> dict[str, Any] | None:
        try:
            return self._channel.receive()
        except ConnectionError:
            return None


def _understood(answer: dict[str, Any] | None) -> dict[str, Any]:
    if answer is None:
        raise _broken("It ended without an answer.")
    if "refused" in answer:
        raise CourseError(answer["refused"], remedy=answer["remedy"])
    if "failed" in answer:
        raise _broken(answer["failed"])
    return answer


def _broken(reason: str) -> CourseError:
    return CourseError(
        f"The process that runs notebooks failed: {reason.strip()}",
        remedy="Run the command again; `course doctor` looks for the cause.",
    )
