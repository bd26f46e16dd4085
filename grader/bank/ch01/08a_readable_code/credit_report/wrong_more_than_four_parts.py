# kind: anticipated
# message: A line of more or fewer than four parts raises ValueError
def credit_report(lines: list[str]) -> list[tuple[str, int]]:
    totals: dict[str, int] = {}
    met = set()
    for line in lines:
        if not line.strip() or line.strip().startswith("#"):
            continue
        parts = [part.strip() for part in line.split(";")]
        if len(parts) < 4:
            raise ValueError(line)
        number, course, credits, status = parts[0].upper(), parts[1].upper(), parts[2], parts[3].lower()
        totals.setdefault(number, 0)
        if (number, course) not in met:
            met.add((number, course))
            if status == "enrolled":
                totals[number] += int(credits)
    return sorted(totals.items())
