# kind: anticipated
# message: The case of ASCII letters does not count
def find_courses(db: sqlite3.Connection, text: str, order: str) -> list[tuple]:
    """Code and title of the courses whose title contains `text`. Raises ValueError for an unknown order."""
    orders = {"code": "code", "title": "title, code", "credits": "credits, code"}
    if order not in orders:
        raise ValueError(order)
    found = db.execute(f"SELECT code, title FROM courses ORDER BY {orders[order]}").fetchall()
    return [row for row in found if text in row[1]]
