# kind: anticipated
# message: A bound `%` is still LIKE's wildcard
def find_courses(db: sqlite3.Connection, text: str, order: str) -> list[tuple]:
    """Code and title of the courses whose title contains `text`. Raises ValueError for an unknown order."""
    orders = {"code": "code", "title": "title, code", "credits": "credits, code"}
    if order not in orders:
        raise ValueError(order)
    escaped = text.replace("%", "\\%").replace("_", "\\_").replace("\\", "\\\\")
    return db.execute(
        f"SELECT code, title FROM courses WHERE title LIKE ? ESCAPE '\\' ORDER BY {orders[order]}",
        (f"%{escaped}%",),
    ).fetchall()
