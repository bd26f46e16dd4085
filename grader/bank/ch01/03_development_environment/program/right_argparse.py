# kind: anticipated
def program() -> str:
    return """
import argparse
import csv
import os
import sys


def total(codes, credits):
    result = 0
    for code in codes:
        result += credits[code]
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("codes", nargs="+")
    wanted = parser.parse_args().codes
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "courses.csv"), encoding="utf-8") as file:
        found = {row["code"]: int(row["credits"]) for row in csv.DictReader(file)}
    missing = [code for code in wanted if code not in found]
    if missing:
        sys.stderr.write("unknown courses: " + " ".join(missing) + chr(10))
        sys.exit(1)
    print(total(wanted, found))
"""
