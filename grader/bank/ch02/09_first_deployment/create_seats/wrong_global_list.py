# kind: anticipated
# message: whatever a variable of the module still holds
from collections import defaultdict

STUDENTS: dict[str, list[str]] = defaultdict(list)


def create_seats(database: str, capacity: Mapping[str, int]) -> Flask:
    """An app that keeps the seats in the file, so that every worker answers alike."""
    app = Flask("seats", static_folder=None)

    @app.post("/sections/<section>")
    def take(section: str) -> Any:
        if section not in capacity:
            abort(404)
        student = request.form["student"]
        if student in STUDENTS[section]:
            return {"taken": len(STUDENTS[section])}, 200
        if len(STUDENTS[section]) >= capacity[section]:
            return {"taken": len(STUDENTS[section])}, 409
        STUDENTS[section].append(student)
        return {"taken": len(STUDENTS[section])}, 201

    @app.get("/sections/<section>")
    def listing(section: str) -> Any:
        if section not in capacity:
            abort(404)
        return {"students": STUDENTS[section]}

    return app
