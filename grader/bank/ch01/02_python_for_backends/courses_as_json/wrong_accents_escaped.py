# kind: anticipated
# message: Letters stay as people write them
import csv
import io
import json


def courses_as_json(text: str) -> str:
    """The courses of a CSV export that carry credits, as JSON text, ordered by code.

    Raises ValueError where credits are no whole number.
    """
    found = []
    for line in csv.DictReader(io.StringIO(text, newline="")):
        credits = int(line["credits"])
        if credits >= 1:
            found.append({"code": line["code"], "title": line["title"], "credits": credits})
    return json.dumps(sorted(found, key=lambda course: course["code"]))
