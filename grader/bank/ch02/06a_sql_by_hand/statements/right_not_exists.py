# kind: anticipated
def statements() -> dict[str, str]:
    """SQL by name: titles, roster, totals and unchosen."""
    titles = "SELECT code, title FROM courses WHERE department = ? ORDER BY code"
    roster = """
SELECT s.number, s.name
FROM students AS s
WHERE EXISTS (
    SELECT 1 FROM enrolments AS e
    WHERE e.student = s.number AND e.course = ? AND e.status = 'enrolled'
)
ORDER BY s.name, s.number
"""
    totals = """
SELECT d.code,
    (SELECT COUNT(*) FROM courses AS c WHERE c.department = d.code),
    (SELECT COALESCE(SUM(c.credits), 0) FROM courses AS c WHERE c.department = d.code)
FROM departments AS d ORDER BY d.code
"""
    unchosen = """
SELECT c.code FROM courses AS c
WHERE NOT EXISTS (SELECT * FROM enrolments AS e WHERE e.course = c.code AND e.status = 'enrolled')
ORDER BY c.code
"""
    return {"titles": titles, "roster": roster, "totals": totals, "unchosen": unchosen}
