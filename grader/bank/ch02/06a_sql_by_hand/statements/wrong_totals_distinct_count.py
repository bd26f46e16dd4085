# kind: observed
# message: `DISTINCT` would take them for one
def statements() -> dict[str, str]:
    """SQL by name: titles, roster, totals and unchosen."""
    titles = "SELECT code, title FROM courses WHERE department = ? ORDER BY code"
    roster = """
SELECT number, name FROM enrolments JOIN students ON number = student WHERE course = ? AND status = 'enrolled' ORDER BY name, number
"""
    totals = """
SELECT departments.code, COUNT(DISTINCT credits), COALESCE(SUM(credits), 0) FROM departments LEFT JOIN courses ON department = departments.code GROUP BY departments.code ORDER BY departments.code
"""
    unchosen = """
SELECT code FROM courses WHERE code NOT IN (SELECT course FROM enrolments WHERE status = 'enrolled') ORDER BY code
"""
    return {"titles": titles, "roster": roster, "totals": totals, "unchosen": unchosen}
