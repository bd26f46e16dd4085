# kind: anticipated
# message: Without a course: the word `usage` on standard error, nothing on standard output, exit
def program() -> str:
    return """
import csv
import sys
from pathlib import Path


def total(codes, credits):
    return sum(credits[code] for code in codes)


def main():
    codes = sys.argv[1:]
    if not codes:
        sys.exit("usage: load.py CODE...")
    with Path(__file__).with_name("courses.csv").open(encoding="utf-8") as file:
        credits = {line["code"]: int(line["credits"]) for line in csv.DictReader(file)}
    unknown = [code for code in codes if code not in credits]
    if unknown:
        sys.exit("unknown: " + ", ".join(unknown))
    print(total(codes, credits))


if __name__ == "__main__":
    main()
"""
