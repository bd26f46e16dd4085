# kind: anticipated
class UnitOfWork:
    """One database transaction with its repositories."""

    def __init__(self, engine: Engine, repositories: Iterable[Any]) -> None:
        self._session = Session(engine, execution_options={"populate_existing": True})
        self._repositories = {entry.port: entry.create for entry in repositories}

    def __enter__(self) -> "UnitOfWork":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def __getitem__(self, port: type) -> Any:
        return self._repositories[port](self._session)

    def commit(self) -> None:
        """Keep what was done so far."""
        self._session.commit()
