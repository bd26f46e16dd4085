# kind: anticipated
# message: The file is imported without output, and without reading anything
def program() -> str:
    return """
import csv
import sys
from pathlib import Path

with Path(__file__).with_name("courses.csv").open(encoding="utf-8") as file:
    CREDITS = {line["code"]: int(line["credits"]) for line in csv.DictReader(file)}


def total(codes, credits=CREDITS):
    return sum(credits[code] for code in codes)


if __name__ == "__main__":
    codes = sys.argv[1:]
    if not codes:
        print("usage: load.py CODE...", file=sys.stderr)
        sys.exit(2)
    unknown = [code for code in codes if code not in CREDITS]
    if unknown:
        print("unknown:", ", ".join(unknown), file=sys.stderr)
        sys.exit(1)
    print(total(codes))
"""
