# kind: anticipated
# message: One app, whichever worker answers: keep the seats in the file, commit them, open a connection in each request, and tell the number taken afterwards.
def create_seats(database: str, capacity: Mapping[str, int]) -> Flask:
    """An app that keeps the seats in the file, so that every worker answers alike."""
    app = Flask("seats", static_folder=None)
    students: dict[str, list[str]] = {section: [] for section in capacity}

    @app.post("/sections/<section>")
    def take(section: str) -> Any:
        if section not in students:
            abort(404)
        student = request.form["student"]
        if student in students[section]:
            return {"taken": len(students[section])}, 200
        if len(students[section]) >= capacity[section]:
            return {"taken": len(students[section])}, 409
        students[section].append(student)
        return {"taken": len(students[section])}, 201

    @app.get("/sections/<section>")
    def listing(section: str) -> Any:
        if section not in students:
            abort(404)
        return {"students": students[section]}

    return app
