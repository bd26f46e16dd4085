# kind: anticipated
# message: All repositories of a unit share its one session
class UnitOfWork:
    """One database transaction with its repositories."""

    def __init__(self, engine: Engine, repositories: Iterable[Any]) -> None:
        self._session = Session(engine, execution_options={"populate_existing": True})
        self._engine = engine
        self._repositories = {entry.port: entry.create for entry in repositories}
        self._all = [self._session]

    def __enter__(self) -> "UnitOfWork":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for session in self._all:
            session.close()

    def __getitem__(self, port: type) -> Any:
        self._all.append(Session(self._engine))
        return self._repositories[port](self._all[-1])

    def commit(self) -> None:
        """Keep what was done so far."""
        for session in self._all:
            session.commit()
