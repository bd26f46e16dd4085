# kind: anticipated
# message: A bound order is a constant, the same for each row
def find_courses(db: sqlite3.Connection, text: str, order: str) -> list[tuple]:
    """Code and title of the courses whose title contains `text`. Raises ValueError for an unknown order."""
    if order not in ("code", "title", "credits"):
        raise ValueError(order)
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return db.execute(
        "SELECT code, title FROM courses WHERE title LIKE ? ESCAPE '\\' ORDER BY ?, code", (f"%{escaped}%", order)
    ).fetchall()
