# kind: anticipated
# message: The first line of a student's course counts
def credit_report(lines: list[str]) -> list[tuple[str, int]]:
    rows = [
        [part.strip().upper() for part in line.split(";")]
        for line in lines
        if line.strip() and not line.strip().startswith("#")
    ]
    if any(len(row) != 4 for row in rows):
        raise ValueError("not four parts")
    latest = {(row[0], row[1]): row for row in rows}
    totals = {row[0]: 0 for row in rows}
    for number, _, credits, status in latest.values():
        totals[number] += int(credits) if status == "ENROLLED" else 0
    return sorted(totals.items())
