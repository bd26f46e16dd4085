# kind: anticipated
# message: A course that is given twice counts twice.
def program() -> str:
    return """
import csv
import sys
from pathlib import Path


def total(codes, credits):
    return sum(credits[code] for code in set(codes))


def main():
    codes = sys.argv[1:]
    if not codes:
        print("usage: load.py CODE...", file=sys.stderr)
        sys.exit(2)
    with Path(__file__).with_name("courses.csv").open(encoding="utf-8") as file:
        credits = {line["code"]: int(line["credits"]) for line in csv.DictReader(file)}
    unknown = [code for code in codes if code not in credits]
    if unknown:
        print("unknown:", ", ".join(unknown), file=sys.stderr)
        sys.exit(1)
    print(total(codes, credits))


if __name__ == "__main__":
    main()
"""
