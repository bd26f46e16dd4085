# kind: anticipated
SCHEMA = """
CREATE TABLE IF NOT EXISTS enrolments (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    section TEXT NOT NULL,
    student TEXT NOT NULL,
    UNIQUE (section, student)
);
"""
TAKE = """
INSERT OR IGNORE INTO enrolments (section, student)
SELECT :section, :student
WHERE (SELECT count(*) FROM enrolments WHERE section = :section) < :seats
"""


def create_seats(database: str, capacity: Mapping[str, int]) -> Flask:
    """An app that keeps the seats in the file, so that every worker answers alike."""
    app = Flask("seats", static_folder=None)

    def run(sql: str, **values: object) -> tuple[int, list[Any]]:
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            cursor = connection.execute(sql, values)
            return cursor.rowcount, cursor.fetchall()

    def students(section: str) -> list[str]:
        sql = "SELECT student FROM enrolments WHERE section = :section ORDER BY number"
        return [row[0] for row in run(sql, section=section)[1]]

    run(SCHEMA)

    @app.route("/sections/<section>", methods=["GET", "POST"])
    def one(section: str) -> Any:
        seats = capacity.get(section)
        if seats is None:
            return {"error": "no such section"}, 404
        if request.method == "GET":
            return {"students": students(section)}
        student = request.form["student"]
        changed, _ = run(TAKE, section=section, student=student, seats=seats)
        there = students(section)
        status = 201 if changed else 200 if student in there else 409
        return {"taken": len(there)}, status

    return app
