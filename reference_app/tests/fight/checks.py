"""What must be true of the rows at every moment, each as one query that finds what breaks it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, text

from fight.rows import CREDIT_LIMIT, Rows, can_take

COUNTED = """
    SELECT s.id, s.capacity, s.waitlist_capacity, s.seats_taken, s.waiting,
           COALESCE(SUM(CASE WHEN e.status IN ('enrolled', 'offered') THEN 1 ELSE 0 END), 0) AS seats,
           COALESCE(SUM(CASE WHEN e.status = 'waitlisted' THEN 1 ELSE 0 END), 0) AS line
    FROM sections s LEFT JOIN enrolments e ON e.section = s.id
    GROUP BY s.id, s.capacity, s.waitlist_capacity, s.seats_taken, s.waiting
"""
QUERIES = {
    "oversold": f"SELECT * FROM ({COUNTED}) AS counted WHERE seats > capacity",  # noqa: S608
    "waitlist too long": f"SELECT * FROM ({COUNTED}) AS counted WHERE line > waitlist_capacity",  # noqa: S608
    "counter wrong": f"SELECT * FROM ({COUNTED}) AS counted "  # noqa: S608
    "WHERE seats <> seats_taken OR line <> waiting",
    "two places in a section": "SELECT student, section FROM enrolments "
    "GROUP BY student, section HAVING COUNT(*) > 1",
    "two places in a course": "SELECT e.student, s.course, s.term FROM enrolments e "
    "JOIN sections s ON s.id = e.section GROUP BY e.student, s.course, s.term HAVING COUNT(*) > 1",
    "credits above the limit": "SELECT e.student, s.term, SUM(c.credits) FROM enrolments e "
    "JOIN sections s ON s.id = e.section JOIN courses c ON c.code = s.course WHERE e.status = 'enrolled' "
    "GROUP BY e.student, s.term HAVING SUM(c.credits) > :credit_limit",
    "clash": "SELECT e.student, e.section, f.section FROM enrolments e "
    "JOIN enrolments f ON f.student = e.student AND e.section < f.section "
    "JOIN sections s ON s.id = e.section JOIN sections t ON t.id = f.section AND t.term = s.term "
    "JOIN meetings m ON m.section = e.section JOIN meetings n ON n.section = f.section "
    "WHERE e.status = 'enrolled' AND f.status = 'enrolled' "
    "AND m.day = n.day AND m.starts < n.ends AND n.starts < m.ends",
}
"""Name of what is wrong, and the query whose rows are wrong."""


def broken_invariants(connection: Connection) -> list[str]:
    """A line for each row that must not be."""
    return [
        f"{name}: {tuple(row)}"
        for name, query in QUERIES.items()
        for row in connection.execute(text(query), {"credit_limit": CREDIT_LIMIT} if ":c" in query else {})
    ]


def left_unsettled(rows: Rows, now: datetime) -> list[str]:
    """A line for each seat that is free beside somebody who waits and can take it, and each expired offer."""
    free = [seats for seats in rows.sections.values() if seats.seats_taken < seats.capacity]
    beside = [
        f"free seat beside a waiting student: {student} in {seats.id}"
        for seats in free
        for student in rows.line.get(seats.id, ())
        if can_take(rows.places[student], seats, rows.sections)
    ]
    return beside + [f"expired offer: of {expires}" for expires in rows.expires if expires <= now]
