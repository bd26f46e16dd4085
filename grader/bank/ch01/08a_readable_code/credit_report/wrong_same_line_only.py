# kind: anticipated
# message: later ones change nothing, whatever their status or credits
def credit_report(lines: list[str]) -> list[tuple[str, int]]:
    totals: dict[str, int] = {}
    met = set()
    for line in lines:
        if not line.strip() or line.strip().startswith("#"):
            continue
        parts = [part.strip() for part in line.split(";")]
        if len(parts) != 4:
            raise ValueError(line)
        number, course, credits, status = (part.upper() for part in parts)
        totals.setdefault(number, 0)
        if (number, course, credits, status) not in met:
            met.add((number, course, credits, status))
            if status == "ENROLLED":
                totals[number] += int(credits)
    return sorted(totals.items())
