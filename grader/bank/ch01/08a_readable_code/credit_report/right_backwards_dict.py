# kind: anticipated
import csv


def credit_report(lines: list[str]) -> list[tuple[str, int]]:
    stripped = [line.strip().casefold() for line in lines]
    rows = list(csv.reader((line for line in stripped if line and line[0] != "#"), delimiter=";", quoting=csv.QUOTE_NONE))
    if any(len(row) != 4 for row in rows):
        raise ValueError("a line has not four parts")
    # Written from the last line to the first one, the first one stays.
    first = {(row[0].strip(), row[1].strip()): row for row in reversed(rows)}
    return [
        (
            number.upper(),
            sum(int(row[2]) for (who, _), row in first.items() if who == number and row[3].strip() == "enrolled"),
        )
        for number in sorted({who for who, _ in first})
    ]
