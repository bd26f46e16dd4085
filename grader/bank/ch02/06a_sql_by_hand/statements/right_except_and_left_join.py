# kind: anticipated
def statements() -> dict[str, str]:
    """SQL by name: titles, roster, totals and unchosen."""
    titles = "SELECT code, title FROM courses WHERE department = ? ORDER BY code"
    roster = """
SELECT students.number, students.name FROM students
INNER JOIN enrolments ON enrolments.student = students.number
WHERE enrolments.status <> 'waitlisted' AND enrolments.course = ?
ORDER BY 2, 1
"""
    totals = """
SELECT d.code, COUNT(c.code) AS many, IFNULL(SUM(c.credits), 0) AS total
FROM departments d LEFT OUTER JOIN courses c ON c.department = d.code
GROUP BY d.code ORDER BY 1
"""
    unchosen = """
SELECT code FROM courses EXCEPT SELECT course FROM enrolments WHERE status = 'enrolled' ORDER BY 1
"""
    return {"titles": titles, "roster": roster, "totals": totals, "unchosen": unchosen}
