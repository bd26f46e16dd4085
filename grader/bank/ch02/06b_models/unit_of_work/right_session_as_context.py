# kind: observed
class UnitOfWork:
    def __init__(self, engine, repositories):
        self._session = Session(engine, execution_options={"populate_existing": True})
        self._create = {r.port: r.create for r in repositories}
        self._seen = {}
    def __enter__(self):
        self._session.__enter__()
        return self
    def __exit__(self, *exc):
        return self._session.__exit__(*exc)
    def __getitem__(self, port):
        if port not in self._seen:
            self._seen[port] = self._create[port](self._session)
        return self._seen[port]
    def commit(self):
        self._session.commit()
