# kind: anticipated
# message: Seat and counters change together
def move(db: sqlite3.Connection, student: str, old: str, new: str) -> bool:
    """Give the student a seat in `new` instead of the one in `old`: both or neither."""
    try:
        with db:
            if db.execute("DELETE FROM seats WHERE student = ? AND section = ?", (student, old)).rowcount == 0:
                return False
            db.execute("INSERT INTO seats VALUES (?, ?)", (student, new))
    except sqlite3.IntegrityError:
        return False
    return True
