# kind: anticipated
import re


def find_courses(db: sqlite3.Connection, text: str, order: str) -> list[tuple]:
    """Code and title of the courses whose title contains `text`. Raises ValueError for an unknown order."""
    match order:
        case "code":
            columns = "code"
        case "title" | "credits":
            columns = order + ", code"
        case _:
            raise ValueError("no such order")
    pattern = "%" + re.sub(r"([!%_])", r"!\1", text) + "%"
    query = "SELECT code, title FROM courses WHERE title LIKE :like ESCAPE '!' ORDER BY " + columns
    return db.execute(query, {"like": pattern}).fetchall()
