# kind: anticipated
# message: Every unknown course is named, not the first alone; nothing is printed on standard
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
    try:
        print(total(codes, credits))
    except KeyError as error:
        print("unknown course", error, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
"""
