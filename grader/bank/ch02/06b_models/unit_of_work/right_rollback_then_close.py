# kind: anticipated
class UnitOfWork:
    """One database transaction with its repositories."""

    def __init__(self, engine: Engine, repositories: Iterable[Any]) -> None:
        self._session = Session(engine, execution_options={"populate_existing": True})
        self._repositories: dict[type, Any] = {}
        for entry in repositories:
            self._repositories[entry.port] = entry.create
        self._made: dict[type, Any] = {}

    def __enter__(self) -> "UnitOfWork":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._session.rollback()
        finally:
            self._session.close()

    def __getitem__(self, port: type) -> Any:
        if port not in self._made:
            self._made[port] = self._repositories[port](self._session)
        return self._made[port]

    def commit(self) -> None:
        """Keep what was done so far."""
        self._session.commit()
