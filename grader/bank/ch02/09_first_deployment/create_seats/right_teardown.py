# kind: anticipated
from flask import g


def create_seats(database: str, capacity: Mapping[str, int]) -> Flask:
    """An app that keeps the seats in the file, so that every worker answers alike."""
    app = Flask("seats", static_folder=None)

    @app.url_value_preprocessor
    def look_up(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and values.get("section") not in capacity:
            abort(404)

    @app.before_request
    def opened() -> None:
        g.db = sqlite3.connect(database, isolation_level=None, timeout=20)
        g.db.execute("BEGIN IMMEDIATE")
        g.db.execute("CREATE TABLE IF NOT EXISTS seats (section, student, PRIMARY KEY (section, student))")

    @app.teardown_request
    def closed(error: BaseException | None) -> None:
        db = g.pop("db", None)
        if db is not None:
            db.rollback() if error else db.commit()
            db.close()

    def names(section: str) -> list[str]:
        return [
            n
            for (n,) in g.db.execute("SELECT student FROM seats WHERE section = ? ORDER BY rowid", [section])
        ]

    @app.get("/sections/<section>")
    def show(section: str) -> dict[str, list[str]]:
        return {"students": names(section)}

    @app.post("/sections/<section>")
    def take(section: str) -> tuple[dict[str, int], int]:
        student, before = request.form["student"], names(section)
        if student in before:
            return {"taken": len(before)}, 200
        if len(before) == capacity[section]:
            return {"taken": len(before)}, 409
        g.db.execute("INSERT INTO seats VALUES (?, ?)", [section, student])
        return {"taken": len(before) + 1}, 201

    return app
