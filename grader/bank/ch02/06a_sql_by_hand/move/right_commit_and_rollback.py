# kind: anticipated
def move(db: sqlite3.Connection, student: str, old: str, new: str) -> bool:
    """Give the student a seat in `new` instead of the one in `old`: both or neither."""
    try:
        gone = db.execute("DELETE FROM seats WHERE student = ? AND section = ?", (student, old))
        if gone.rowcount != 1:
            db.rollback()
            return False
        db.execute("INSERT INTO seats VALUES (?, ?)", (student, new))
        for section, change in ((old, -1), (new, 1)):
            db.execute("UPDATE sections SET taken = taken + ? WHERE id = ?", (change, section))
        db.commit()
        return True
    except sqlite3.IntegrityError:
        db.rollback()
        return False
    except BaseException:
        db.rollback()
        raise
