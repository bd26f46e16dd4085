# kind: anticipated
# message: Two seats, two students, whoever answers; a second press of the button takes no second seat, also when the section is full; and a new file has no seats taken, whatever a variable of the module still holds.
def create_seats(database: str, capacity: Mapping[str, int]) -> Flask:
    """An app that keeps the seats in the file, so that every worker answers alike."""
    app = Flask("seats", static_folder=None)
    with closing(sqlite3.connect(database)) as db:
        db.execute("CREATE TABLE IF NOT EXISTS seats (section TEXT, student TEXT, UNIQUE (section, student))")
        db.commit()

    @app.post("/sections/<section>")
    def take(section: str) -> Any:
        if section not in capacity:
            abort(404)
        student = request.form["student"]
        db = sqlite3.connect(database)
        try:
            db.execute("BEGIN IMMEDIATE")
            rows = db.execute("SELECT student FROM seats WHERE section = ?", (section,)).fetchall()
            if (student,) in rows:
                return {"taken": len(rows)}, 200
            if len(rows) > capacity[section]:
                return {"taken": len(rows)}, 409
            db.execute("INSERT INTO seats (section, student) VALUES (?, ?)", (section, student))
            db.commit()
            return {"taken": len(rows) + 1}, 201
        finally:
            db.close()

    @app.get("/sections/<section>")
    def listing(section: str) -> Any:
        if section not in capacity:
            abort(404)
        with closing(sqlite3.connect(database)) as db:
            rows = db.execute("SELECT student FROM seats WHERE section = ? ORDER BY rowid", (section,))
            return {"students": [student for (student,) in rows]}

    return app
