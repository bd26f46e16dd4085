# kind: anticipated
from contextlib import ExitStack


class UnitOfWork:
    """One database transaction with its repositories."""

    def __init__(self, engine: Engine, repositories: Iterable[Any]) -> None:
        self._session = Session(engine, execution_options={"populate_existing": True})
        self._stack = ExitStack()
        self._entries = tuple(repositories)

    def __enter__(self) -> "UnitOfWork":
        self._stack.enter_context(self._session)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def __getitem__(self, port: type) -> Any:
        for entry in self._entries:
            if entry.port is port:
                return entry.create(self._session)
        raise KeyError(port)

    def commit(self) -> None:
        """Keep what was done so far."""
        self._session.commit()
