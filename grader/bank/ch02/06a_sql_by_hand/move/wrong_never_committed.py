# kind: anticipated
# message: Seat and counters change together
def move(db: sqlite3.Connection, student: str, old: str, new: str) -> bool:
    """Give the student a seat in `new` instead of the one in `old`: both or neither."""
    try:
        if db.execute("DELETE FROM seats WHERE student = ? AND section = ?", (student, old)).rowcount == 0:
            return False
        db.execute("UPDATE sections SET taken = taken - 1 WHERE id = ?", (old,))
        db.execute("INSERT INTO seats VALUES (?, ?)", (student, new))
        db.execute("UPDATE sections SET taken = taken + 1 WHERE id = ?", (new,))
    except sqlite3.IntegrityError:
        db.rollback()
        return False
    return True
