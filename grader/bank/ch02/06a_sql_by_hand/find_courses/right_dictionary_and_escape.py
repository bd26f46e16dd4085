# kind: anticipated
ORDERS = {"code": "code", "title": "title, code", "credits": "credits, code"}


def find_courses(db: sqlite3.Connection, text: str, order: str) -> list[tuple]:
    """Code and title of the courses whose title contains `text`. Raises ValueError for an unknown order."""
    if order not in ORDERS:
        raise ValueError(f"order is one of {', '.join(ORDERS)}, not {order!r}")
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    statement = f"SELECT code, title FROM courses WHERE title LIKE ? ESCAPE '\\' ORDER BY {ORDERS[order]}"
    return db.execute(statement, (f"%{escaped}%",)).fetchall()
