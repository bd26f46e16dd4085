# kind: anticipated
# message: Called from another folder, the script does not find its file
def program() -> str:
    return """
import csv
import sys


def total(codes, credits):
    return sum(credits[code] for code in codes)


def main():
    codes = sys.argv[1:]
    if not codes:
        print("usage: load.py CODE...", file=sys.stderr)
        sys.exit(2)
    with open("courses.csv", encoding="utf-8") as file:
        credits = {line["code"]: int(line["credits"]) for line in csv.DictReader(file)}
    unknown = [code for code in codes if code not in credits]
    if unknown:
        print("unknown:", ", ".join(unknown), file=sys.stderr)
        sys.exit(1)
    print(total(codes, credits))


if __name__ == "__main__":
    main()
"""
