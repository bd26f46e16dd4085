# kind: anticipated
def program() -> str:
    return """
\"\"\"Credits of the courses that are given as arguments.\"\"\"
import csv
import sys
from pathlib import Path


def total(codes, credits):
    return sum(credits[code] for code in codes)


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {line["code"]: int(line["credits"]) for line in csv.DictReader(file)}


def main(codes):
    if not codes:
        print("usage: load.py CODE [CODE ...]", file=sys.stderr)
        return 2
    credits = read(Path(__file__).resolve().parent / "courses.csv")
    unknown = sorted({code for code in codes if code not in credits})
    if unknown:
        print(f"no such course: {', '.join(unknown)}", file=sys.stderr)
        return 1
    print(total(codes, credits))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""
