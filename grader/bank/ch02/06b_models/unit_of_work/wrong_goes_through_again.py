# kind: anticipated
# message: Honest use must still work
class UnitOfWork:
    """One database transaction with its repositories."""

    def __init__(self, engine: Engine, repositories: Iterable[Any]) -> None:
        self._session = Session(engine, execution_options={"populate_existing": True})
        self._repositories = repositories

    def __enter__(self) -> "UnitOfWork":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def __getitem__(self, port: type) -> Any:
        for entry in self._repositories:
            if entry.port is port:
                return entry.create(self._session)
        raise KeyError(port)

    def commit(self) -> None:
        """Keep what was done so far."""
        self._session.commit()
