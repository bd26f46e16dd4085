# kind: anticipated
def move(db: sqlite3.Connection, student: str, old: str, new: str) -> bool:
    """Give the student a seat in `new` instead of the one in `old`: both or neither."""
    try:
        with db:
            moved = db.execute(
                "UPDATE seats SET section = :new WHERE student = :student AND section = :old",
                {"new": new, "student": student, "old": old},
            )
            if moved.rowcount:
                db.execute(
                    "UPDATE sections SET taken = taken + CASE id WHEN :new THEN 1 ELSE -1 END WHERE id IN (:old, :new)",
                    {"old": old, "new": new},
                )
    except sqlite3.IntegrityError:
        return False
    return moved.rowcount == 1
