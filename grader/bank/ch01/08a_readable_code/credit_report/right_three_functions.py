# kind: anticipated
def is_data(line: str) -> bool:
    text = line.strip()
    return bool(text) and not text.startswith("#")


def clean_parts(line: str) -> tuple[str, str, str, str]:
    parts = [part.strip().upper() for part in line.split(";")]
    if len(parts) != 4:
        raise ValueError(f"not four parts: {line!r}")
    number, course, credits, status = parts
    return number, course, credits, status


def credit_report(lines: list[str]) -> list[tuple[str, int]]:
    met: set[tuple[str, str]] = set()
    totals: dict[str, int] = {}
    for number, course, credits, status in map(clean_parts, filter(is_data, lines)):
        totals.setdefault(number, 0)
        if (number, course) not in met:
            met.add((number, course))
            if status == "ENROLLED":
                totals[number] += int(credits)
    return sorted(totals.items())
