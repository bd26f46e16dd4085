# kind: anticipated
def find_courses(db: sqlite3.Connection, text: str, order: str) -> list[tuple]:
    """Code and title of the courses whose title contains `text`. Raises ValueError for an unknown order."""
    ways = {
        "code": "SELECT code, title FROM courses WHERE instr(lower(title), lower(?)) ORDER BY code",
        "title": "SELECT code, title FROM courses WHERE instr(lower(title), lower(?)) ORDER BY title, code",
        "credits": "SELECT code, title FROM courses WHERE instr(lower(title), lower(?)) ORDER BY credits, code",
    }
    try:
        statement = ways[order]
    except KeyError:
        raise ValueError("unknown order") from None
    return list(db.execute(statement, [text]))
