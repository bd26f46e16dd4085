# kind: anticipated
# message: `commit()` keeps what was done so far
class UnitOfWork:
    """One database transaction with its repositories."""

    def __init__(self, engine: Engine, repositories: Iterable[Any]) -> None:
        self._session = Session(engine, execution_options={"populate_existing": True})
        self._repositories = {entry.port: entry.create for entry in repositories}
        self._wanted = False

    def __enter__(self) -> "UnitOfWork":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._wanted and kind is None:
            self._session.commit()
        self._session.close()

    def __getitem__(self, port: type) -> Any:
        return self._repositories[port](self._session)

    def commit(self) -> None:
        """Keep what was done so far."""
        self._wanted = True
