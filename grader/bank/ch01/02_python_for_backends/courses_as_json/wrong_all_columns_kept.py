# kind: anticipated
# message: Columns are found by their names
import csv
import io
import json


def courses_as_json(text: str) -> str:
    """The courses of a CSV export that carry credits, as JSON text, ordered by code.

    Raises ValueError where credits are no whole number.
    """
    found = []
    for line in csv.DictReader(io.StringIO(text, newline="")):
        line["credits"] = int(line["credits"])
        if line["credits"] >= 1:
            found.append(line)
    return json.dumps(sorted(found, key=lambda course: course["code"]), ensure_ascii=False)
